# SPDX-License-Identifier: Apache-2.0
"""Fee lists as the office sees them: all of them, one with how every amount came about, a new one."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yizhan.domains.items.queries.journals import actors
from yizhan.domains.network.models import Post
from yizhan.domains.rewards.access import fees as access
from yizhan.domains.rewards.models import FeeList
from yizhan.domains.rewards.operations import drafting, payees, settling
from yizhan.domains.rewards.permissions import Permission
from yizhan.domains.rewards.queries import lines, reading
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.kernel import clock, sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Fact, HistoryEntry
from yizhan.web.items import addresses as going
from yizhan.web.refusals import status_of
from yizhan.web.rewards import cashier_files, places, standing
from yizhan.web.rewards.forms import AccountForm, ListForm
from yizhan.web.rewards.views import own, parts
from yizhan.web.steps import add_refusal

_SIZE = 50

#: Steps that undo what others did: never the first thing that somebody is offered.
_BACKWARD = frozenset({"send_back", "discard"})
#: The pages of the steps.
_NOUNS = {
    "check": "check",
    "approve": "approval",
    "hand_over": "handover",
    "pay": "payments",
    "reckon_again": "reckoning",
    "send_back": "return",
    "discard": "discard",
}


@signed_in
def lists(request: HttpRequest) -> HttpResponseBase:
    """The lists of the station, the latest first; for whoever only earns, his or her own fees."""
    actor = actor_of(request)
    if not places.sees_lists(actor):
        return own.fees(request)
    context = {
        "tabs": places.tabs(actor, "lists"),
        "columns": [
            Column(_("Number"), kind="main"),
            Column(_("Period"), kind="short"),
            Column(_("Yuan"), kind="number"),
            Column(_("Paid"), kind="number"),
            Column(_("State"), kind="short"),
        ],
        "rows": [
            {
                "list": one,
                "url": reverse("fee-list", args=[one.public_id]),
                "total": yuan(one.total),
                "state": standing.of_list(one),
            }
            for one in reading.with_payees(access.visible(actor))[:_SIZE]
        ],
        "new_url": reverse("fee-list-new") if access.holds(actor, Permission.DRAFT) else "",
    }
    return render(request, "rewards/lists.html", context)


@signed_in
def fee_list(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One list: who is paid, how each amount came about, what happened to it, and the next step."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    offers = access.offers(actor, found)
    steps = [
        (verb, words, reverse(f"fee-list-{noun}", args=[public_id])) for verb, noun, words in _nouns() if verb in offers
    ]
    main = next((step for step in steps if step[0] not in _BACKWARD), None)
    context = {
        "list": found,
        "total": yuan(found.total),
        "standing": standing.of_list(found),
        "places": places.above_list(),
        "way": standing.way_of(found),
        "facts": _facts(found),
        "main_step": main,
        "other_steps": [step for step in steps if step is not main],
        "file_url": reverse("fee-list-file", args=[public_id]) if "export" in offers else "",
        "is_stopped": _is_stopped(actor, found),
        **parts.part_of(actor, found, parts.Wish.of(request, found)),
        "payees": found.lines.exclude(amount=0).order_by().values("person", "organization").distinct().count(),
        "items": found.lines.order_by().values("item").distinct().count(),
        "history": _history(found),
    }
    return render(request, "rewards/fee_list.html", context)


@signed_in
@require_POST
@never_cache
def file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The cashier's file. Every time it is taken stands in the journal, so that the form carries no id of its own."""
    chosen = request.POST.get("file_format", "")
    taken = settling.export(actor_of(request), public_id, file_format=chosen)
    return cashier_files.answer_with(taken, chosen)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Reckon the fees of a period, by default of the last full quarter."""
    actor = actor_of(request)
    access.require(actor, Permission.DRAFT)
    usual = lines.quarter_before(clock.today())
    initial = {"fee_list": new_id(), "first": usual.first, "last": usual.last}
    form = ListForm(request.POST) if request.method == "POST" else ListForm(initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _show_new(request, form, status=422 if request.method == "POST" else 200)
    given = form.cleaned_data
    try:
        made = drafting.draft(actor, given["fee_list"], first=given["first"], last=given["last"])
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        return _show_new(request, form, status=status_of(refusal))
    messages.success(request, _("Reckoned. Somebody else checks it now."))
    return going.go_on(request, reverse("fee-list", args=[made.public_id]))


@signed_in
@never_cache
def payee(request: HttpRequest, public_id: uuid.UUID, person: uuid.UUID) -> HttpResponse:
    """Lay down where a payee of a list is paid who told the office on paper."""
    actor = actor_of(request)
    access.require(actor, Permission.ENTER_PAYEE)
    found = access.find(actor, public_id)
    payment = found.payments.filter(person__public_id=person).select_related("person").first()
    if payment is None:
        raise NotFound("rewards.payee.unknown")
    form = AccountForm(request.POST or None, initial={"holder": payment.name})
    back = reverse("fee-list", args=[public_id])
    if request.method == "POST" and form.is_valid():
        try:
            payees.enter(actor, person, account=form.account())
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Kept. The number is shown only in the cashier's file."))
            return going.go_on(request, back)
    status = 422 if form.errors else 200
    context = {"form": form, "act": new_id(), "places": places.above_list(), "back": back, "name": payment.name}
    return render(request, "rewards/account.html", context, status=status)


def _nouns() -> list[tuple[str, str, str]]:
    words = {
        "check": _("Check the list"),
        "approve": _("Approve the list"),
        "hand_over": _("Hand the list over"),
        "pay": _("Record payments"),
        "reckon_again": _("Reckon anew"),
        "send_back": _("Send back"),
        "discard": _("Discard"),
    }
    return [(verb, _NOUNS[verb], said) for verb, said in words.items()]


def _is_stopped(actor: Actor, found: FeeList) -> bool:
    """Whether somebody who could go on with the list by right is kept from it by a step of his or her own."""
    forward = [verb for verb in ("check", "approve", "hand_over", "pay") if access.possible(found, verb)]
    return any(access.is_involved(actor, verb, found) and access.has_right(actor, verb) for verb in forward)


def _facts(found: FeeList) -> list[Fact]:
    def name(post: Post | None) -> str:
        return post.person.name if post is not None else ""

    said = [
        Fact(_("Reckoned by"), name(found.drafted_by)),
        Fact(_("Checked by"), name(found.checked_by)),
        Fact(_("Approved by"), name(found.approved_by)),
        Fact(_("Cashier"), found.cashier),
        Fact(_("Check value of the list"), f"{found.digest[:16]}…" if found.digest else ""),
    ]
    return [fact for fact in said if fact.value]


def _history(found: FeeList) -> list[HistoryEntry]:
    entries = reading.journal(found)
    posts = actors(entries)
    return [
        HistoryEntry(
            at=entry.at,
            sentence=sentences.noted(entry.event, entry.facts),
            person=posts[entry.post].person.name if entry.post in posts else "",
        )
        for entry in reversed(entries)
    ]


def _show_new(request: HttpRequest, form: ListForm, *, status: int) -> HttpResponse:
    context = {"form": form, "act": new_id(), "places": places.above_list(), "back": reverse("fees")}
    return render(request, "rewards/new_list.html", context, status=status)
