# SPDX-License-Identifier: Apache-2.0
"""The topics room in words."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.topics.states import Kind, Phase
from yizhan.kernel import clock


def _day(value: str) -> str:
    return date_format(datetime.date.fromisoformat(value))


def _last_day(facts: Mapping[str, Any]) -> str:
    if facts["due_at"]:
        return date_format(timezone.localtime(datetime.datetime.fromisoformat(facts["due_at"]), clock.OFFICE_ZONE))
    return _day(facts["valid_until"])


def _commissioned(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "last": _last_day(facts)}
    if facts["kind"] == Kind.POINT:
        return _now("Reporting point until %(last)s: %(title)s") % filled
    return _now("Wanted by %(last)s: %(title)s") % filled


def _extended(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "last": _last_day(facts), "reason": facts["reason"]}
    return _now("There is time until %(last)s for “%(title)s”: %(reason)s") % filled


def _closed(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "answers": facts["answers"], "names": "、".join(facts["unanswered"])}
    if facts["unanswered"]:
        return _now("“%(title)s” is closed with %(answers)s items; nothing came from %(names)s.") % filled
    return _now("“%(title)s” is closed with %(answers)s items.") % filled


def _answered(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"]}
    if facts["is_late"]:
        return _now("Handed in for the topic “%(title)s”, after its deadline.") % filled
    return _now("Handed in for the topic “%(title)s”.") % filled


def _issued(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "day": _day(facts["issued_on"])}
    return _now("“%(title)s” was issued on %(day)s; reactions and effects are wanted.") % filled


def _concluded(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "day": _day(facts["concluded_on"])}
    return _now("A phase of “%(title)s” ended on %(day)s; results and proposals are wanted.") % filled


def _marked(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "number": facts["number"], "phase_name": Phase(facts["phase"]).label}
    return _now("%(number)s counts for “%(title)s”: %(phase_name)s.") % filled


def _period(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {**facts, "from": _day(facts["first"]), "to": _day(facts["last"])}


def _survey_asked(facts: Mapping[str, Any]) -> str:
    return _now("Hot topics from %(from)s to %(to)s were asked for.") % _period(facts)


def _survey_begun(facts: Mapping[str, Any]) -> str:
    return _now("Hot topics from %(from)s to %(to)s are being computed, attempt %(attempt)s.") % _period(facts)


def _survey_ready(facts: Mapping[str, Any]) -> str:
    words = _now("Hot topics from %(from)s to %(to)s are ready: %(topics)s topics among %(messages)s items.")
    return words % _period(facts)


def _survey_failed(facts: Mapping[str, Any]) -> str:
    return _now("Hot topics from %(from)s to %(to)s could not be computed.") % _period(facts)


TOLD: Mapping[str, Any] = {"topics.topic.answered": _answered}

NOTED: Mapping[str, Any] = {
    "topics.topic.commissioned": _commissioned,
    "topics.topic.extended": _extended,
    "topics.topic.closed": _closed,
    "topics.topic.reopened": _("“%(title)s” takes items again: %(reason)s"),
    "topics.topic.withdrawn": _("“%(title)s” is not wanted any more: %(reason)s"),
    "topics.topic.answered": _answered,
    "topics.request.accepted": _("%(asked)s will write on “%(title)s”."),
    "topics.request.declined": _("%(asked)s will not write on “%(title)s”: %(reason)s"),
    "topics.request.answered": _("%(asked)s answered “%(title)s”."),
    "topics.decision.followed": _("“%(title)s” is followed from now on."),
    "topics.decision.issued": _issued,
    "topics.decision.concluded": _concluded,
    "topics.decision.phase_marked": _marked,
    "topics.survey.asked": _survey_asked,
    "topics.survey.begun": _survey_begun,
    "topics.survey.ready": _survey_ready,
    "topics.survey.failed": _survey_failed,
    "topics.hot_topic.renamed": _("The hot topic “%(before)s” is called “%(title)s” now."),
    "topics.hot_topic.merged": _("The hot topic “%(title)s” is part of “%(into)s” now."),
    "topics.hot_topic.dropped": _("The hot topic “%(title)s” is left out: %(reason)s"),
    "topics.hot_topic.restored": _("The hot topic “%(title)s” stands on its own again: %(reason)s"),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "topics.denied": (
        _("Your post does not do this to topics here."),
        _("Switch to another of your posts, or ask the editor of the station."),
    ),
    "topics.topic.unknown": (
        _("There is no such topic, or it does not concern you."),
        _("Look for it in the list of topics."),
    ),
    "topics.topic.id_taken": (_("This topic was commissioned already."), _("Open a new form for another one.")),
    "topics.topic.over": (
        _("“%(title)s” is over: it takes no items and no changes any more."),
        _("Look at its present state; you can report the matter without a topic."),
    ),
    "topics.topic.kind": (_("A topic is a reporting point or a commission."), _("Choose either.")),
    "topics.topic.no_end": (_("It is not said until when."), _("Give the last day.")),
    "topics.topic.end_past": (_("The last day has passed already."), _("Give a later day.")),
    "topics.topic.end_first": (
        _("The validity ends before it begins, or before the last day for answers."),
        _("Correct the days."),
    ),
    "topics.topic.not_longer": (
        _("An extension gives more time, not less."),
        _("Give a day after the present last day, and not before today."),
    ),
    "topics.topic.nobody_asked": (
        _("Nobody is asked to write."),
        _("Choose at least one unit or person, or ask all reporting units."),
    ),
    "topics.topic.addressee_unknown": (
        _("One of those you chose is not at this station any more."),
        _("Choose from the list as it is now."),
    ),
    "topics.survey.unknown": (
        _("There is no such survey of hot topics, or it is not for you."),
        _("Look for it among the hot topics."),
    ),
    "topics.survey.period": (_("The period ends before it begins."), _("Correct the days.")),
    "topics.survey.future": (_("The period has not begun yet."), _("Give a first day up to today.")),
    "topics.survey.claim_lost": (
        _("The survey was taken up by another process meanwhile."),
        _("Look at its present state."),
    ),
    "topics.hot_topic.unknown": (
        _("There is no such hot topic, or it is not for you."),
        _("Look for it among the hot topics."),
    ),
    "topics.hot_topic.elsewhere": (
        _("“%(title)s” was merged, left out or restored meanwhile."),
        _("Look at its present state."),
    ),
    "topics.hot_topic.has_parts": (
        _("“%(title)s” already holds other topics."),
        _("Merge the other topic into this one instead."),
    ),
    "topics.hot_topic.into_unknown": (
        _("It is not said which topic it is part of."),
        _("Choose another topic of the same survey."),
    ),
    "topics.request.unknown": (
        _("There is no such request, or it is not addressed to you."),
        _("Look for it in the list of topics."),
    ),
    "topics.request.elsewhere": (
        _("This request has been answered, or its topic is over."),
        _("Look at its present state."),
    ),
    "topics.answer.elsewhere": (
        _("This item was handed in for another topic: %(title)s"),
        _("Write a new item for this one."),
    ),
    "topics.answer.no_proposal": (
        _("After a phase of carrying out a decision, proposals for improving it are asked for."),
        _("Write what you suggest, even if it is one sentence."),
    ),
    "topics.decision.unknown": (_("There is no such decision here."), _("Look for it in the list of decisions.")),
    "topics.decision.id_taken": (_("This decision is followed already."), _("Open a new form for another one.")),
    "topics.decision.elsewhere": (
        _("The decision is in another phase by now."),
        _("Look at its present state."),
    ),
    "topics.decision.phase": (_("There is no such phase."), _("Choose one of the three phases.")),
    "topics.decision.future": (_("This day lies in the future."), _("Note it once it has come.")),
    "topics.decision.before_issue": (
        _("This day lies before the decision was issued."),
        _("Correct this day."),
    ),
    "topics.decision.item_unknown": (
        _("There is no item with the number %(number)s here."),
        _("Copy the number from the item's page."),
    ),
}
