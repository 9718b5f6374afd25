# SPDX-License-Identifier: Apache-2.0
"""The certificate of an award (RULE-077) as a Word document."""

from yizhan.domains.awards.models import Nomination
from yizhan.domains.awards.states import Kind
from yizhan.engines.papers.certificates import Certificate, certificate_docx_of
from yizhan.kernel.clock import OFFICE_ZONE

#: What each kind of round calls whom it honours. Papers are Chinese, whatever language the reader has chosen.
_TITLES = {Kind.OFFICER: "优秀信息员", Kind.ITEM: "好信息", Kind.UNIT: "信息工作先进单位", Kind.WORK: "获奖作品"}


def document_of(row: Nomination, contributors: list[str]) -> bytes:
    """The certificate of a person, a unit or an item; an item's goes to those who have a share in it."""
    found, candidate = row.round, row.candidate
    is_item = candidate.item_id is not None
    honoured = "、".join(contributors) if is_item else candidate.name
    about = f"所报送的《{candidate.name}》" if is_item else ""
    at = found.awarded_at or row.at
    return certificate_docx_of(
        Certificate(
            addressee=honoured if candidate.organization_id is not None else f"{honoured}同志",
            text=f"{about}在“{found.name}”中被评为{_TITLES[Kind(found.kind)]}，特发此证。",
            office=found.station.name,
            date=at.astimezone(OFFICE_ZONE).date(),
            number=f"{row.serial}号",
        )
    )
