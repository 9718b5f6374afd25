# SPDX-License-Identifier: Apache-2.0
"""Persons entered twice: who may be, merging them in two steps, and what stands merged."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.network.models import Person
from yizhan.domains.register import access
from yizhan.domains.register.models import Merger
from yizhan.domains.register.operations import merging
from yizhan.domains.register.permissions import Permission
from yizhan.domains.register.queries import mergers as queries
from yizhan.domains.register.states import MergerState
from yizhan.domains.rewards.queries.tariffs import yuan
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.administration import people
from yizhan.web.components import Column, Fact, Tab
from yizhan.web.frame import label_of
from yizhan.web.refusals import status_of
from yizhan.web.register.forms import ChooseForm, ProposalForm
from yizhan.web.register.standing import of_merger
from yizhan.web.steps import add_refusal

#: Rows of a list.
_SIZE = 100

#: Entries that are offered as the same person.
_MOST = 12

_STEP_URLS = {"confirm": "merger-confirmation", "undo": "merger-undoing", "drop": "merger-drop"}


@signed_in
def mergers(request: HttpRequest) -> HttpResponse:
    """Entries of the same name, and the mergers so far, the latest first."""
    actor = actor_of(request)
    access.require(actor, Permission.READ)
    suspects = list(queries.suspects()[:_SIZE])
    labels = dict(people.choices(suspects))
    rows = access.visible(actor).select_related("duplicate", "person", "post__person").order_by("-id")[:_SIZE]
    context = {
        "places": _places(actor),
        "suspects": [(one, labels[one.pk]) for one in suspects],
        "may_propose": access.holds(actor, Permission.PROPOSE),
        "wanted": request.GET.get("q", "").strip()[:60],
        "found": _found(request),
        "rows": [(row, of_merger(row)) for row in rows],
        "columns": [
            Column(pgettext("merger", "Entries"), kind="main"),
            Column(_("Why")),
            Column(pgettext("merger", "Proposed"), kind="short"),
            Column(_("State"), kind="short"),
        ],
    }
    return render(request, "register/mergers.html", context)


@signed_in
def merger(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One merger: what belongs to each entry, who said what, what can be done."""
    actor = actor_of(request)
    row = access.find(actor, public_id)
    offered = access.offers(actor, row)
    context = {
        "row": row,
        "state": of_merger(row),
        "places": [*_places(actor), Tab(_("Persons entered twice"), reverse("mergers"))],
        "sides": _sides(row.duplicate, row.person),
        "urls": {verb: reverse(_STEP_URLS[verb], args=[row.public_id]) for verb in offered},
        "undo_until": queries.undo_until(row),
        "facts": _facts(row),
        "differs": row.duplicate.name != row.person.name,
        "is_waiting": row.state == MergerState.PROPOSED and "confirm" not in offered,
    }
    return render(request, "register/merger.html", context)


@signed_in
def propose(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Guided: which entry is the same person, what would move, and why."""
    actor = actor_of(request)
    access.require(actor, Permission.PROPOSE)
    entry = access.find_entry(actor, public_id)
    other = _other(actor, request.GET.get("into", ""))
    form = ProposalForm(request.POST or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and other is not None and form.is_valid():
        try:
            made = merging.propose(actor, entry.public_id, into=other.public_id, reason=form.cleaned_data["reason"])
            return HttpResponseRedirect(reverse("merger", args=[made.public_id]))
        except (Invalid, Conflict) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
    context: dict[str, Any] = {
        "entry": entry,
        "other": other,
        "places": [*_places(actor), Tab(_("Persons entered twice"), reverse("mergers"))],
        "form": form,
        "act": new_id(),
        "back": reverse("mergers"),
    }
    if other is None:
        context |= {"choose": _choose(request, entry), "wanted": request.GET.get("q", "").strip()[:60]}
    else:
        context |= {
            "sides": _sides(entry, other),
            "differs": entry.name != other.name,
            "swap_url": f"{reverse('merger-new', args=[other.public_id])}?{urlencode({'into': entry.public_id})}",
        }
    return render(request, "register/propose.html", context, status=status)


def _other(actor: Actor, given: str) -> Person | None:
    try:
        return access.find_entry(actor, uuid.UUID(given)) if given else None
    except ValueError:
        return None


def _choose(request: HttpRequest, entry: Person) -> ChooseForm:
    """Entries of the same name or number first; with a search what it finds."""
    wanted = request.GET.get("q", "").strip()[:60]
    found = list((queries.named(wanted).exclude(pk=entry.pk) if wanted else queries.resembling(entry))[:_MOST])
    labels = dict(people.choices(found))
    return ChooseForm(entries=[(str(one.public_id), _labelled(one, labels[one.pk])) for one in found])


def _found(request: HttpRequest) -> list[tuple[Person, str]]:
    wanted = request.GET.get("q", "").strip()[:60]
    found = list(queries.named(wanted)[:_MOST]) if wanted else []
    labels = dict(people.choices(found))
    return [(one, _labelled(one, labels[one.pk])) for one in found]


def _labelled(one: Person, label: str) -> str:
    return f"{label} · {one.mobile}" if one.mobile else label


def _places(actor: Actor) -> list[Tab]:
    if access.holds(actor, Permission.PROPOSE):
        return [Tab(_("Network"), reverse("network"))]
    return [Tab(_("Accounts and posts"), reverse("accounts"))]


def _sides(duplicate: Person, person: Person) -> list[dict[str, Any]]:
    """What belongs to each entry, the one that goes into the other first."""
    sides = ((duplicate, person, _("Goes into the other entry")), (person, duplicate, _("Counts from then on")))
    return [{"heading": heading, "entry": one, "facts": _moving(one, other)} for one, other, heading in sides]


def _moving(entry: Person, other: Person) -> list[Fact]:
    found = queries.moving(entry, other)
    posts = [label_of(post) + ("" if post.ends_on is None else _(" (ended)")) for post in found.posts]
    accounts = [one.sign_in_name + ("" if one.is_active else _(" (closed)")) for one in found.accounts]
    points = [f"{one.station} · {one.scheme}: {one.points}" for one in found.points]
    shares = _("%(items)s, together %(shares)s items by share") % {
        "items": found.items,
        "shares": f"{found.shares / 10_000:.2f}",
    }
    facts = [
        Fact(_("Mobile number"), entry.mobile or "–"),
        Fact(_("Posts"), "；".join(posts) or "–"),
        Fact(_("Accounts"), "、".join(accounts) or "–"),
        Fact(_("Items with a share"), shares if found.items else "0"),
        Fact(_("Points of this year"), "；".join(points) or "0"),
        Fact(_("Fees so far"), _("%(amount)s yuan") % {"amount": yuan(found.fees)}),
        Fact(_("Notices"), str(found.notices)),
        Fact(_("Shifts to come"), str(found.shifts)),
    ]
    if found.common:
        facts.insert(4, Fact(_("Of these with a share of both"), str(found.common)))
    return facts


def _facts(row: Merger) -> list[Fact]:
    facts = [Fact(_("Reason"), row.reason), Fact(_("Proposed by"), row.post.person.name)]
    if row.confirmed_by is not None:
        facts.append(Fact(_("Confirmed by"), row.confirmed_by.person.name))
    if row.closed_account is not None:
        facts.append(Fact(_("Account closed with it"), row.closed_account.sign_in_name))
    if row.closing_words:
        facts.append(Fact(_("Why it does not stand"), row.closing_words))
    return facts
