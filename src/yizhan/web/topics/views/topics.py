# SPDX-License-Identifier: Apache-2.0
"""Topics: the list, the page of one, asking for a new one."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from yizhan.domains.items import access as items
from yizhan.domains.network import queries as network
from yizhan.domains.topics import access
from yizhan.domains.topics.models import Request, Topic
from yizhan.domains.topics.operations import commissioning
from yizhan.domains.topics.permissions import Permission
from yizhan.domains.topics.queries import surveys, wanted
from yizhan.domains.topics.states import Kind
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Fact
from yizhan.web.items import addresses as going
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal
from yizhan.web.templatetags.dates import day, moment
from yizhan.web.topics import places, standing
from yizhan.web.topics.forms import KIND_WORDS, PHASE_WORDS, TopicForm
from yizhan.web.topics.rows import topic_rows

#: Rows of one page.
SIZE = 50


@signed_in
def topics(request: HttpRequest) -> HttpResponse:
    """What the office wants to hear of: its board for the office, what is wanted of them for everybody else."""
    actor = actor_of(request)
    if actor.role in places.WRITERS:
        return _wanted(request, actor)
    is_over, before = bool(request.GET.get("over")), request.GET.get("before", "")
    visible = wanted.counted(access.visible(actor).select_related("decision"))
    if is_over:
        found = wanted.over(visible).order_by("-pk")
        if before.isascii() and before.isdigit() and len(before) <= 18:
            found = found.filter(pk__lt=int(before))
    else:
        found = wanted.by_urgency(wanted.running(visible))
    rows = list(found[: SIZE + 1])
    url = reverse("topics")
    context = {
        "tabs": places.tabs(actor, "over" if is_over else "topics"),
        "columns": [
            Column(_("Topic"), kind="main"),
            Column(_("State"), kind="short"),
            Column(_("Last day"), kind="short"),
            Column(_("Answered"), kind="number"),
            Column(_("Items received"), kind="number"),
        ],
        "rows": topic_rows(rows[:SIZE]),
        "is_empty": not rows,
        "is_over": is_over,
        "new_url": reverse("topic-new") if access.holds(actor, Permission.COMMISSION) else "",
        "next_url": f"{url}?over=yes&before={rows[SIZE - 1].pk}" if is_over and len(rows) > SIZE else "",
        "first_url": f"{url}?over=yes" if before else "",
    }
    return render(request, "topics/topics.html", context)


@signed_in
def topic(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One topic: what is wanted, from whom, what came and what became of it."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    is_office = actor.role not in places.WRITERS
    offers = access.offers(actor, found)
    requests = list(wanted.requests_of(found)) if is_office else []
    lines = wanted.lines(found)
    seen = set(items.visible(actor).filter(pk__in=[one.answer.item_id for one in lines]).values_list("pk", flat=True))
    context = {
        "topic": found,
        "places": places.above_topic(),
        "standing": standing.of_topic(found),
        "facts": _facts(found, is_office=is_office),
        "requests": _asked(found, requests, lines),
        "request_columns": [
            Column(_("Asked"), kind="main"),
            Column(_("State"), kind="short"),
            Column(_("Item")),
            Column(_("Adopted by")),
        ],
        "volunteers": [_came(one, seen) for one in lines if _is_listed(one, seen, is_office=is_office)],
        "is_office": is_office,
        "own": None if is_office else _own(actor, found),
        "answer_url": f"{reverse('item-new')}?topic={public_id}" if "answer" in offers else "",
        "steps": [(verb, reverse(f"topic-{noun}", args=[public_id])) for verb, noun in _NOUNS if verb in offers],
    }
    return render(request, "topics/topic.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Ask for items on a topic."""
    actor = actor_of(request)
    access.require(actor, Permission.COMMISSION)
    if request.method != "POST":
        return _show(request, _form(actor, initial={**_initial(request), **_of_hot(actor, request)}))
    form = _form(actor, request)
    posts = _people(actor, form) if form.is_valid() else []
    if form.errors:
        return _show(request, form, status=422)
    try:
        made = commissioning.commission(
            actor,
            form.cleaned_data["topic"],
            particulars=form.particulars(),
            addressees=form.addressees(posts),
        )
    except (Invalid, Conflict, NotFound) as refusal:
        add_refusal(form, refusal)
        return _show(request, form, status=status_of(refusal))
    messages.success(request, _("Asked for. Those you ask have been told."))
    return going.go_on(request, reverse("topic", args=[made.public_id]))


_NOUNS = (("extend", "extension"), ("close", "closing"), ("reopen", "reopening"), ("withdraw", "withdrawal"))


def _wanted(request: HttpRequest, actor: Actor) -> HttpResponse:
    """For whoever writes: what is wanted, the most pressing first, and what was wanted before."""
    visible = access.visible(actor).select_related("decision")
    running = list(wanted.in_force(visible)[:SIZE])
    requests = {one.topic_id: one for one in access.visible_requests(actor).filter(topic__in=running)}
    over = visible.exclude(pk__in=[one.pk for one in running]).order_by("-pk")
    context = {
        "running": [
            {
                "topic": one,
                "url": reverse("topic", args=[one.public_id]),
                "about": [str(one.get_kind_display()), *([one.get_phase_display()] if one.phase else [])],
                "state": standing.of_request(requests[one.pk]) if one.pk in requests else None,
                "answer_url": f"{reverse('item-new')}?topic={one.public_id}",
            }
            for one in running
        ],
        "over": [(one, reverse("topic", args=[one.public_id]), standing.of_topic(one)) for one in over[:SIZE]],
    }
    return render(request, "topics/wanted.html", context)


def _facts(found: Topic, *, is_office: bool) -> list[Fact]:
    decision = found.decision
    said = [
        Fact(_("What is it?"), found.get_kind_display()),
        Fact(_("Deadline"), moment(found.due_at) if found.due_at else ""),
        Fact(_("Valid"), format_html("{} – {}", day(found.valid_from), day(found.valid_until))),
        Fact(_("Decision"), decision.title if decision else "", url=_decision_url(found) if is_office else ""),
        Fact(_("Phase"), found.get_phase_display() if found.phase else ""),
        Fact(_("Asked for by"), found.post.person.name if found.post else ""),
    ]
    return [fact for fact in said if fact.value]


def _decision_url(found: Topic) -> str:
    return reverse("decision", args=[found.decision.public_id]) if found.decision else ""


def _asked(found: Topic, requests: list[Request], lines: list[wanted.Line]) -> list[dict[str, Any]]:
    """Whom the topic asked, each with what came from there."""
    came: dict[int | None, list[wanted.Line]] = {}
    for line in lines:
        came.setdefault(line.answer.request_id, []).append(line)
    is_overdue = wanted.is_overdue(found)
    return [
        {
            "request": one,
            "standing": standing.of_request(one, is_overdue=is_overdue),
            "lines": [_came(line, {line.answer.item_id}) for line in came.get(one.pk, [])],
        }
        for one in requests
    ]


def _is_listed(line: wanted.Line, seen: set[int], *, is_office: bool) -> bool:
    """Below the requests the office reads what came unasked, everybody else what he or she may see."""
    return line.answer.request_id is None if is_office else line.answer.item_id in seen


def _came(line: wanted.Line, seen: set[int]) -> dict[str, Any]:
    item = line.answer.item
    return {
        "item": item,
        "url": going.item(item.public_id) if item.pk in seen else "",
        "at": line.answer.at,
        "is_late": line.answer.is_late,
        "adopted_by": "、".join(line.adopted_by),
    }


def _own(actor: Actor, found: Topic) -> dict[str, Any] | None:
    request = wanted.request_of(actor, found)
    if request is None:
        return None
    offers = access.request_offers(actor, request)
    nouns = {"accept": "topic-request-acceptance", "decline": "topic-request-refusal"}
    return {
        "request": request,
        "standing": standing.of_request(request, is_overdue=wanted.is_overdue(found)),
        "urls": {verb: reverse(nouns[verb], args=[request.public_id]) for verb in offers},
    }


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What an address fills in: a decision and its phase."""
    phase = request.GET.get("phase", "")
    asked = PHASE_WORDS.get(phase, "")
    return {
        "topic": new_id(),
        "kind": Kind.COMMISSION,
        "decision": request.GET.get("decision", ""),
        "phase": phase,
        "brief": str(asked),
    }


def _of_hot(actor: Actor, request: HttpRequest) -> dict[str, str]:
    """Title and brief from a hot topic that the address names: its members' own sentences."""
    try:
        found = access.find_hot(actor, uuid.UUID(request.GET.get("hot", "")))
    except (ValueError, NotFound):
        return {}
    quoted = surveys.members_of(found).exclude(sentence="").filter(item__in=items.visible(actor))
    return {"title": found.title, "brief": "\n".join(one.sentence for one in quoted)}


def _form(actor: Actor, request: HttpRequest | None = None, initial: dict[str, Any] | None = None) -> TopicForm:
    units = [(str(key), name) for key, name in network.units_to_choose(actor.station or 0)]
    decisions = [(str(one.public_id), one.title) for one in access.visible_decisions(actor)[:SIZE]]
    return TopicForm(request.POST if request else None, units=units, decisions=decisions, initial=initial)


def _people(actor: Actor, form: TopicForm) -> list[uuid.UUID]:
    """The posts of the people named; a name that nobody bears, or several do, is said at the field."""
    found = wanted.posts_named(actor.station or 0, form.names())
    nobody = "、".join(name for name, posts in found.items() if not posts)
    several = "、".join(name for name, posts in found.items() if len({post.person_id for post in posts}) > 1)
    if nobody:
        form.add_error("people", _("Nobody of that name writes here: %(names)s") % {"names": nobody})
    if several:
        form.add_error("people", _("Several bear the name %(names)s; ask the unit instead.") % {"names": several})
    return [posts[0].public_id for posts in found.values() if posts]


def _show(request: HttpRequest, form: TopicForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "act": new_id(),
        "kind_words": KIND_WORDS,
        "has_decision": bool(form["decision"].value()),
        "places": places.above_topic(),
        "back": reverse("topics"),
    }
    return render(request, "topics/new_topic.html", context, status=status)
