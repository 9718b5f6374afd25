# SPDX-License-Identifier: Apache-2.0
"""Hot topics: a survey with its topics and neglected matters, one topic, asking for a survey."""

import datetime
import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yizhan.domains.items import access as items
from yizhan.domains.items.permissions import Permission as ItemPermission
from yizhan.domains.topics import access
from yizhan.domains.topics.models import HotMember, HotTopic, Survey
from yizhan.domains.topics.operations import surveying
from yizhan.domains.topics.permissions import Permission
from yizhan.domains.topics.queries import surveys
from yizhan.domains.topics.states import UNFINISHED, SurveyState
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web import charts
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column, Fact, Tab
from yizhan.web.items import addresses as going
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal
from yizhan.web.templatetags.dates import moment
from yizhan.web.topics import places, standing
from yizhan.web.topics.forms import SurveyForm

#: Surveys to switch between, members and neglected items of a page, originals that one synthesis may begin with.
_SURVEYS, _ROWS, _ORIGINALS = 6, 50, 10

#: The period that is offered first.
_DAYS = 90

_NOUNS = (("rename", "title"), ("merge", "merging"), ("drop", "dropping"), ("restore", "restoration"))


@signed_in
def latest(request: HttpRequest) -> HttpResponse:
    """The latest survey, and what is being computed."""
    actor = _office(request)
    return _survey(request, actor, surveys.latest(access.visible_surveys(actor)))


@signed_in
def survey(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One survey: topics by heat, what few speak of, what was set aside."""
    actor = actor_of(request)
    return _survey(request, actor, access.find_survey(actor, public_id))


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a survey of a period."""
    actor = actor_of(request)
    access.require(actor, Permission.SURVEY)
    today = clock.today()
    initial = {"first": today - datetime.timedelta(days=_DAYS), "last": today}
    form = SurveyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, form, status=422 if request.method == "POST" else 200)
    try:
        asked = surveying.ask(actor, **form.cleaned_data)
    except Invalid as refusal:
        add_refusal(form, refusal)
        return _ask(request, form, status=status_of(refusal))
    messages.success(request, _("It is being computed. You are told when it is ready."))
    return going.go_on(request, reverse("survey", args=[asked.public_id]))


@signed_in
def hot_topic(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One topic of a survey: what its members say, when they came, who they are, and what can be made of it."""
    actor = actor_of(request)
    found = access.find_hot(actor, public_id)
    seen = surveys.members_of(found).filter(item__in=items.visible(actor))
    total, members = seen.count(), list(seen[:_ROWS])
    offers = access.hot_offers(actor, found)
    context = {
        "topic": found,
        "places": places.above_hot(found.survey),
        "state": standing.of_hot(found),
        "facts": _facts(found, total),
        "quotations": [
            (one.sentence, one.item, going.item(one.item.public_id))
            for one in seen.exclude(sentence="").filter(topic=found)
        ],
        "chart": _trend(found),
        "members": [(one.item, going.item(one.item.public_id), one.item.authors) for one in members],
        "columns": [
            Column(_("Item"), kind="main"),
            Column(_("From"), kind="short"),
            Column(_("Received"), kind="short"),
        ],
        "shown": len(members),
        "total": total,
        "makes": _makes(actor, found, members),
        "steps": [(verb, reverse(f"hot-topic-{noun}", args=[public_id])) for verb, noun in _NOUNS if verb in offers],
    }
    return render(request, "topics/hot_topic.html", context)


def _office(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not places.sees_surveys(actor):
        raise Denied("topics.denied")
    return actor


def _survey(request: HttpRequest, actor: Actor, found: Survey | None) -> HttpResponse:
    recent = list(access.visible_surveys(actor).exclude(state=SurveyState.FAILED).order_by("-pk")[:_SURVEYS])
    topics = list(surveys.topics_of(found)) if found else []
    neglected = surveys.neglected_of(found).filter(item__in=items.visible(actor))[:_ROWS] if found else []
    context = {
        "survey": found,
        "tabs": places.tabs(actor, "surveys"),
        "periods": [_period(one, found) for one in recent],
        "state": standing.of_survey(found) if found else None,
        "is_ready": found is not None and found.state == SurveyState.READY,
        "is_running": found is not None and found.state in UNFINISHED,
        "is_failed": found is not None and found.state == SurveyState.FAILED,
        "topics": [_row(topic) for topic in topics],
        "neglected": [(one, going.item(one.item.public_id), _why(one.voices, one.days)) for one in neglected],
        "aside": [
            (one, reverse("hot-topic", args=[one.public_id]), standing.of_hot(one)) for one in surveys.set_aside(found)
        ]
        if found
        else [],
        "new_url": reverse("survey-new") if access.holds(actor, Permission.SURVEY) else "",
    }
    return render(request, "topics/survey.html", context)


def _period(one: Survey, found: Survey | None) -> Tab:
    return Tab(_days(one), reverse("survey", args=[one.public_id]), is_current=one == found)


def _days(one: Survey) -> str:
    return f"{one.first:%Y-%m-%d} – {one.last:%Y-%m-%d}"


def _row(topic: HotTopic) -> dict[str, Any]:
    """A topic as the survey lists it; only topics counted by `topics_of` have `messages`."""
    return {
        "title": f"{topic.rank}. {topic.title}",
        "url": reverse("hot-topic", args=[topic.public_id]),
        "about": [
            _("Heat %(heat)s") % {"heat": f"{topic.heat:.1f}"},
            _people(topic.people),
            _messages(vars(topic)["messages"]),
            *topic.places[:2],
            *topic.bodies[:2],
        ],
        "values": [number for _month, number in topic.by_month],
        "label": _("Items by month"),
    }


def _people(number: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", number) % {"count": number}


def _messages(number: int) -> str:
    return ngettext("%(count)s item", "%(count)s items", number) % {"count": number}


def _why(voices: int, days: int) -> list[str]:
    """Why an item is thought neglected."""
    waited = ngettext("unanswered for %(count)s day", "unanswered for %(count)s days", days) % {"count": days}
    few = ngettext("only %(count)s item speaks of it", "only %(count)s items speak of it", voices) % {"count": voices}
    return [waited, few]


def _facts(found: HotTopic, total: int) -> list[Fact]:
    survey_url = reverse("survey", args=[found.survey.public_id])
    said = [
        Fact(_("Heat"), f"{found.heat:.1f}"),
        Fact(_("People"), found.people),
        Fact(_("Items"), total),
        Fact(_("First"), moment(found.first_at)),
        Fact(_("Last"), moment(found.last_at)),
        Fact(_("Places"), "、".join(found.places)),
        Fact(_("Bodies concerned"), "、".join(found.bodies)),
        Fact(_("Drafted title"), found.drafted if found.drafted != found.title else ""),
        Fact(_("Part of"), found.into.title if found.into else "", url=_hot_url(found.into)),
        Fact(_("Period"), _days(found.survey), url=survey_url),
    ]
    return [fact for fact in said if fact.value != ""]


def _hot_url(topic: HotTopic | None) -> str:
    return reverse("hot-topic", args=[topic.public_id]) if topic else ""


def _trend(found: HotTopic) -> charts.LineChart | charts.BarChart:
    """Items by month: a line needs at least two months."""
    months = [month for month, _number in found.by_month]
    values = [number for _month, number in found.by_month]
    title = _("Items by month")
    if len(months) < 2:
        bars = [charts.Bar(month, number) for month, number in found.by_month]
        return charts.BarChart(key="trend", title=title, bars=bars, value_name=_("Items"))
    return charts.LineChart(key="trend", title=title, moments=months, lines=[charts.Line(_("Items"), values)])


def _makes(actor: Actor, found: HotTopic, members: list[HotMember]) -> list[tuple[str, str]]:
    """What can be made of the topic in one step: verb and address."""
    ids = [str(one.item.public_id) for one in members if items.possible(one.item, "merge")][:_ORIGINALS]
    made = []
    if access.holds(actor, Permission.COMMISSION):
        made.append((_("Commission a topic"), f"{reverse('topic-new')}?{urlencode({'hot': found.public_id})}"))
        special = urlencode({"kind": "special_report", "title": found.title})
        made.append((_("Begin a special report"), f"{reverse('issue-new')}?{special}"))
    if len(ids) > 1 and items.holds(actor, ItemPermission.MERGE):
        made.append(
            (_("Put the items together"), f"{reverse('items:synthesis-new')}?{urlencode({'items': ','.join(ids)})}")
        )
    return made


def _ask(request: HttpRequest, form: SurveyForm, *, status: int) -> HttpResponse:
    context = {"form": form, "act": new_id(), "places": places.above_survey(), "back": reverse("surveys")}
    return render(request, "topics/new_survey.html", context, status=status)
