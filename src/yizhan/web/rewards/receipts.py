# SPDX-License-Identifier: Apache-2.0
"""The receipt for one payment, to be signed and filed: what was paid, for what, and the digest of its list."""

from yizhan.domains.rewards.models import FeeLine, Payment
from yizhan.domains.rewards.queries import reading
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.engines.papers.layout import Receipt, Step
from yizhan.engines.papers.receipts import receipt_docx_of
from yizhan.kernel import clock


def document_of(payment: Payment) -> bytes:
    """The receipt as a Word document. Papers are Chinese, whatever language the reader has chosen."""
    fee_list, lines = payment.fee_list, _lines(payment)
    account = reading.account_of(payment.person_id) if payment.person_id is not None else None
    facts = [
        ("领款人", payment.name),
        ("金额", f"人民币{yuan(payment.amount)}元"),
        ("事由", f"{fee_list.first:%Y-%m-%d}至{fee_list.last:%Y-%m-%d}信息稿酬，共{len(lines)}笔"),
        ("收款账户", f"{account.bank}，尾号{account.account_number[-4:]}" if account else "——"),
        ("付款日期", f"{payment.paid_on:%Y-%m-%d}" if payment.paid_on else "——"),
        ("凭证号", payment.voucher or "——"),
        *((f"稿件{number}", f"{line.item.title}：{yuan(line.amount)}元") for number, line in enumerate(lines, 1)),
    ]
    return receipt_docx_of(
        Receipt(
            office=payment.station.name,
            number=f"稿酬{fee_list}-{payment.pk}",
            facts=tuple(facts),
            digest=fee_list.digest,
            digest_name="稿酬单",
            steps=(Step(what="领款人签名：＿＿＿＿＿＿＿＿"), Step(what="经手人签名：＿＿＿＿＿＿＿＿")),
            look_up="每笔金额的计算过程，见“我的稿酬”。",
            date=clock.today(),
        )
    )


def _lines(payment: Payment) -> list[FeeLine]:
    lines = payment.fee_list.lines.exclude(amount=0)
    if payment.person_id is not None:
        own = lines.filter(person_id=payment.person_id)
    else:
        own = lines.filter(person_id__isnull=True, organization_id=payment.organization_id or 0)
    return list(own.select_related("item").order_by("id"))
