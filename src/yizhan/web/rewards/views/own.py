# SPDX-License-Identifier: Apache-2.0
"""One's own fees: how much, for what, why, and whether it has come; and where one is paid."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.models import Payment
from yizhan.domains.rewards.operations import payees
from yizhan.domains.rewards.permissions import Permission
from yizhan.domains.rewards.queries import reading
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.domains.rewards.sentences import explained
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.downloads import name_file
from yizhan.web.items import addresses as going
from yizhan.web.rewards import places, receipts, standing
from yizhan.web.rewards.forms import AccountForm
from yizhan.web.steps import add_refusal

_SIZE = 24

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@signed_in
@never_cache
def fees(request: HttpRequest) -> HttpResponse:
    """What the actor has earned, list by list, with how each amount came about."""
    actor = actor_of(request)
    access.require(actor, Permission.ENTER_OWN)
    payments = access.own_payments(actor)
    paid, owed = reading.earned(payments)
    account = reading.account_of(actor.acting_person)
    context = {
        "tabs": places.tabs(actor, "own"),
        "paid": yuan(paid),
        "owed": yuan(owed),
        "account": f"{account.bank} {reading.masked(account.account_number)}" if account else "",
        "account_url": reverse("own-account"),
        "payments": _payments(actor, payments),
    }
    return render(request, "rewards/own_fees.html", context)


@signed_in
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Lay down where one is paid. What is there already is not shown but for its last digits."""
    actor = actor_of(request)
    access.require(actor, Permission.ENTER_OWN)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            payees.enter_own(actor, account=form.account())
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Kept. The number is shown only in the cashier's file."))
            return going.go_on(request, reverse("own-fees"))
    context = {"form": form, "act": new_id(), "places": places.above_account(), "back": reverse("own-fees"), "name": ""}
    return render(request, "rewards/account.html", context, status=422 if form.errors else 200)


@signed_in
def receipt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The receipt for a payment as a Word document, to be signed."""
    found = access.find_payment(actor_of(request), public_id)
    answer = HttpResponse(receipts.document_of(found), content_type=_DOCX)
    name_file(answer, f"{_('Receipt')}{found.fee_list} {found.name}.docx")
    return answer


def _payments(actor: Actor, payments: Any) -> list[dict[str, Any]]:
    latest: list[Payment] = list(payments.select_related("fee_list", "station").order_by("-fee_list")[:_SIZE])
    by_list: dict[int, list[dict[str, Any]]] = {}
    wanted = [one.fee_list_id for one in latest]
    for line in reading.own_lines(actor.acting_person).filter(fee_list__in=wanted):
        shown = {"line": line, "amount": yuan(line.amount), "why": explained(line)}
        by_list.setdefault(line.fee_list_id, []).append(shown)
    return [
        {
            "payment": one,
            "amount": yuan(one.amount),
            "standing": standing.of_payment(one),
            "lines": by_list.get(one.fee_list_id, []),
            "act_url": reverse("payment-acknowledgement", args=[one.public_id])
            if "acknowledge" in access.payment_offers(actor, one)
            else "",
            "receipt_url": reverse("payment-receipt", args=[one.public_id]),
        }
        for one in latest
    ]
