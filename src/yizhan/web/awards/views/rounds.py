# SPDX-License-Identifier: Apache-2.0
"""Award rounds: all of the station, one with its nominations, its public notice, a new one, a certificate."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yizhan.domains.awards import sentences as said
from yizhan.domains.awards.access import parties
from yizhan.domains.awards.access import rounds as access
from yizhan.domains.awards.models import Candidate, Nomination, Objection, Round
from yizhan.domains.awards.operations import certifying, opening
from yizhan.domains.awards.permissions import Permission
from yizhan.domains.awards.queries import reading
from yizhan.domains.awards.states import ON_NOTICE, State
from yizhan.domains.items import access as items
from yizhan.domains.items.queries import credit
from yizhan.domains.items.queries.journals import actors
from yizhan.domains.network.models import Post
from yizhan.domains.network.queries import one_person
from yizhan.kernel import clock, sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.awards import certificates, pages, places, standing
from yizhan.web.awards.forms import RoundForm
from yizhan.web.components import Column, Fact, HistoryEntry, Pager, Tab
from yizhan.web.components import State as Standing
from yizhan.web.downloads import name_file
from yizhan.web.items import addresses as going
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

#: Rows of one page.
SIZE = 50
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@signed_in
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds of the station, the latest first."""
    actor = actor_of(request)
    page = request.GET.get("page", "")
    start = max(int(page) - 1, 0) * SIZE if page.isdecimal() else 0
    rows = list(reading.listed(access.visible(actor))[start : start + SIZE + 1])
    context = {
        "tabs": places.tabs(actor, "rounds"),
        "columns": [
            Column(pgettext("round", "Name"), kind="main"),
            Column(_("Period"), kind="short"),
            Column(pgettext("round", "Places"), kind="number"),
            Column(pgettext("round", "Nominated"), kind="number"),
            Column(_("State"), kind="short"),
        ],
        "rows": [
            {"round": one, "url": reverse("award-round", args=[one.public_id]), "state": standing.of_round(one)}
            for one in rows[:SIZE]
        ],
        "is_staff": access.is_staff(actor),
        "new_url": reverse("award-round-new") if access.holds(actor, Permission.OPEN) else "",
        "pager": _pager(start, len(rows)) if start or len(rows) > SIZE else None,
    }
    return render(request, "awards/rounds.html", context)


def _pager(start: int, found: int) -> Pager:
    number, url = start // SIZE + 1, reverse("awards")
    return Pager(
        start + 1,
        start + min(found, SIZE),
        previous_url=f"{url}?page={number - 1}" if start else "",
        next_url=f"{url}?page={number + 1}" if found > SIZE else "",
    )


@signed_in
def award_round(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One round: what is asked for, who is nominated and what came of it, objections, the next step."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    is_staff = access.is_staff(actor)
    shows_candidates = is_staff and request.GET.get("part") == "considered"
    steps, object_url = pages.steps_of(actor, found), reverse("award-objection", args=[public_id])
    nominations = list(reading.nominations(access.visible_nominations(actor).filter(round=found)))
    objections = list(reading.objections(access.visible_objections(actor).filter(round=found)))
    context = {
        "round": found,
        "asked": said.asked(found),
        "standing": standing.of_round(found),
        "places": places.above_round(),
        "way": standing.way_of(found),
        "parts": _parts(found, shows_candidates=shows_candidates) if is_staff else [],
        "shows_candidates": shows_candidates,
        "candidate_columns": _candidate_columns(),
        "candidates": _candidates(found) if shows_candidates else [],
        "own": None if is_staff else _own(actor, found),
        "stats": _stats(found) if is_staff else [],
        "nominations": _nominations(actor, found, nominations, is_staff=is_staff),
        "objections": _objections(actor, found, objections),
        "panel": _panel(found) if is_staff else [],
        "facts": _facts(found),
        "until": reading.publicity(found) if found.state == State.PUBLIC else None,
        "deadline_url": reverse("deadline-of", args=[found.public_id]) if is_staff else "",
        "notice_url": reverse("award-notice", args=[public_id]) if _is_on_notice(found) else "",
        "is_stopped": _is_stopped(actor, found),
        "main_step": steps[0] if steps and steps[0][1] != object_url else None,
        "steps": steps if not steps or steps[0][1] == object_url else steps[1:],
        "history": _history(found) if is_staff else [],
    }
    return render(request, "awards/round.html", context)


@signed_in
def notice(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The public notice of a round, to be read by everybody of the station and to be printed."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    if not _is_on_notice(found):
        raise NotFound("awards.round.unknown")
    rows = list(reading.nominations(found.nominations.filter(state__in=sorted(ON_NOTICE))))
    shares = credit.contributions_of([one.candidate.item for one in rows if one.candidate.item])
    context = {
        "round": found,
        "places": places.above_notice(found),
        "until": reading.publicity(found),
        "is_awarded": found.state == State.AWARDED,
        "object_url": reverse("award-objection", args=[public_id])
        if "object_to" in access.offers(actor, found)
        else "",
        "columns": [
            Column(pgettext("notice", "No."), kind="number"),
            Column(pgettext("nominee", "Name"), kind="main"),
            Column(_("Reason"), kind="main"),
        ],
        "rows": [
            {
                "nomination": one,
                "authors": "、".join(share.name for share in shares.get(one.candidate.item_id or 0, [])),
                "state": standing.of_row(one) if one.state == "revoked" else None,
            }
            for one in rows
        ],
    }
    return render(request, "awards/notice.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponseBase:
    """Open a round, by default for the year before this one."""
    actor = actor_of(request)
    access.require(actor, Permission.OPEN)
    year = clock.today().year - 1
    initial = {"round": new_id(), "first": f"{year}-01-01", "last": f"{year}-12-31"}
    form = RoundForm(request.POST or None, initial=initial)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            made = opening.open_round(actor, form.cleaned_data["round"], announcement=form.announcement())
        except (Invalid, Conflict) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
        else:
            messages.success(request, _("Opened. Who may be nominated is kept with it."))
            return going.go_on(request, reverse("award-round", args=[made.public_id]))
    context = {"form": form, "act": new_id(), "places": places.above_round(), "back": reverse("awards")}
    return render(request, "awards/new.html", context, status=status)


@signed_in
@require_POST
@never_cache
def certificate(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The certificate; every printing stands in the journal."""
    row = certifying.certify(actor_of(request), public_id)
    item = row.candidate.item
    answer = HttpResponse(
        certificates.document_of(row, [one.name for one in credit.contributions(item)] if item else []),
        content_type=_DOCX,
    )
    name_file(answer, f"{_('Certificate')}{row.serial}.docx")
    return answer


def _is_on_notice(found: Round) -> bool:
    return found.state in {State.PUBLIC, State.AWARDED}


def _is_stopped(actor: Actor, found: Round) -> bool:
    """Whether somebody who could decide or award by right is kept from it by an earlier step or by being concerned."""
    for verb, permission in (("decide", Permission.DECIDE), ("award", Permission.AWARD)):
        if access.possible(found, verb) and access.holds(actor, permission):
            return access.is_excluded(actor, verb, found) or parties.is_party(actor, found)
    return False


def _stats(found: Round) -> list[dict[str, Any]]:
    eligible = found.candidates.filter(is_eligible=True).count()
    figures = [
        {"figure": found.places, "label": pgettext("round", "places")},
        {"figure": eligible, "label": pgettext("round", "may be nominated")},
        {"figure": parties.standing(found).count(), "label": pgettext("round", "nominated")},
    ]
    panel, voted = reading.turnout(found)
    if panel:
        figures.append({"figure": f"{voted}/{panel}", "label": pgettext("round", "voted")})
    return figures


def _parts(found: Round, *, shows_candidates: bool) -> list[Tab]:
    url = reverse("award-round", args=[found.public_id])
    return [
        Tab(_("Nominations"), url, is_current=not shows_candidates),
        Tab(_("Who was considered"), f"{url}?part=considered", is_current=shows_candidates),
    ]


def _candidate_columns() -> list[Column]:
    return [
        Column(pgettext("nominee", "Name"), kind="main"),
        Column(_("What was known at the opening"), kind="main"),
        Column(_("May be nominated"), kind="short"),
    ]


def _candidates(found: Round) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "figures": said.figures(one), "state": _eligible(one)}
        for one in reading.candidates(found)[:500]
    ]


def _eligible(one: Candidate) -> Standing:
    return Standing(_("yes"), "done") if one.is_eligible else Standing("；".join(said.lacks(one)), "closed")


def _own(actor: Actor, found: Round) -> dict[str, Any] | None:
    """What the round knows of somebody who is not of the office: as a person, or for the unit."""
    rows = found.candidates.filter(person__in=one_person(actor.person)) | found.candidates.filter(
        organization_id=actor.organization or 0
    )
    one = rows.first()
    return {"name": one.name, "figures": said.figures(one), "state": _eligible(one)} if one is not None else None


def _nominations(actor: Actor, found: Round, rows: Sequence[Nomination], *, is_staff: bool) -> list[dict[str, Any]]:
    offers = access.nomination_offers(actor, found, rows)
    keys = {one.candidate.item_id for one in rows if one.candidate.item_id is not None}
    seen = set(items.visible(actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    own = set(access.visible_nominations(actor).filter(access.own(actor), round=found).values_list("pk", flat=True))
    return [
        {
            "row": one,
            "standing": standing.of_row(one),
            "figures": said.figures(one.candidate) if is_staff or one.pk in own else [],
            "quotas": said.quotas(one) if is_staff or one.pk in own else [],
            "is_told": is_staff or one.pk in own or one.nominated_by.organization_id == actor.organization,
            "votes": _votes(found, one) if is_staff else "",
            "is_own": one.pk in own,
            "item_url": going.item(one.candidate.item.public_id)
            if one.candidate.item and one.candidate.item_id in seen
            else "",
            "acts": [
                (str(page.heading), reverse(f"nomination-{noun}", args=[one.public_id]))
                for noun, page in pages.NOMINATION_PAGES.items()
                if page.offered in offers[one.pk]
            ],
            "certificate_url": reverse("award-certificate", args=[one.public_id])
            if "certify" in offers[one.pk]
            else "",
        }
        for one in rows
    ]


def _votes(found: Round, one: Nomination) -> str:
    if not found.tally:
        return ""
    filled = {"votes": found.tally["votes"].get(str(one.public_id), 0), "voted": found.tally["voted"]}
    return _("%(votes)s of %(voted)s votes") % filled


def _objections(actor: Actor, found: Round, rows: Sequence[Objection]) -> list[dict[str, Any]]:
    may = access.answerable(actor, found, rows)
    return [
        {
            "row": one,
            "about": one.nomination.candidate.name if one.nomination else _("the decision as a whole"),
            "standing": standing.of_row(one),
            "answer_url": reverse("award-objection-answer", args=[one.public_id]) if one.pk in may else "",
        }
        for one in rows
    ]


def _panel(found: Round) -> list[Fact]:
    return [
        Fact(
            seat.person.name,
            f"{seat.get_state_display()}（{seat.get_recusal_display()}）" if seat.recusal else seat.get_state_display(),
        )
        for seat in reading.seats(found)
    ]


def _facts(found: Round) -> list[Fact]:
    def name(post: Post | None) -> str:
        return post.person.name if post is not None else ""

    facts = [
        Fact(_("What is honoured"), found.get_kind_display()),
        Fact(_("On what it rests"), found.instrument),
        Fact(_("Prize"), found.prize),
        Fact(_("Opened by"), name(found.opened_by)),
        Fact(pgettext("award", "Decided by"), name(found.decided_by)),
        Fact(_("Awarded by"), name(found.awarded_by)),
    ]
    return [fact for fact in facts if fact.value]


def _history(found: Round) -> list[HistoryEntry]:
    entries = list(reading.story(found)[:100])
    posts = actors(entries)
    return [
        HistoryEntry(
            at=entry.at,
            sentence=sentences.noted(entry.event, entry.facts),
            person=posts[entry.post].person.name if entry.post in posts else "",
        )
        for entry in entries
    ]
