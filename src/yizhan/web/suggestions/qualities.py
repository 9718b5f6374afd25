# SPDX-License-Identifier: Apache-2.0
"""How good suggestions are, as people read it: what they were learned from, how they fared, label by label."""

import datetime
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.suggestions import access, rules
from yizhan.domains.suggestions.queries import quality
from yizhan.domains.suggestions.queries.quality import Quality
from yizhan.domains.suggestions.sentences import named
from yizhan.domains.suggestions.states import UNFINISHED, LearningState, Question
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.web.components import Column, Fact
from yizhan.web.templatetags.dates import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class OfLabel:
    """One label: its examples, how often it was suggested, what people made of it."""

    name: str
    examples: int
    shown: int
    taken: int
    overruled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfQuestion:
    """One question. `cold` says why nothing is suggested, where nothing is."""

    key: str
    title: str
    cold: str
    facts: list[Fact]
    columns: list[Column]
    labels: list[OfLabel]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """How the learning stands: whether one is under way, when the last one ended, why it failed if it did."""

    is_running: bool
    at: datetime.datetime | None
    problem: str


def shown(one: Quality, least: int, fewest: int) -> OfQuestion:
    """One question for the page."""
    return OfQuestion(
        key=one.question,
        title=str(capfirst(Question(one.question).label)),
        cold=_cold(one, fewest) if one.snapshot is None else "",
        facts=_facts(one, least) if one.snapshot is not None else [],
        columns=_columns(),
        labels=_labels(one),
    )


def all_of(actor: Actor) -> list[OfQuestion]:
    """All questions of the actor's station."""
    station = actor.station or 0
    least, fewest = (rulebook.value(station, rule) for rule in (rules.CONFIDENCE, rules.FEWEST_EXAMPLES))
    return [shown(one, least, fewest) for one in access.qualities(actor)]


def learning_of(actor: Actor) -> Learned:
    """How the learning of the actor's station stands."""
    last = quality.latest(access.visible_learnings(actor))
    if last is None:
        return Learned(is_running=False, at=None, problem="")
    is_failed = last.state == LearningState.FAILED
    return Learned(is_running=last.state in UNFINISHED, at=last.ended_at, problem=last.problem if is_failed else "")


def _cold(one: Quality, fewest: int) -> str:
    if one.decisions is None:
        return _("Nothing has been learned yet, so nothing is suggested.")
    said = {"decisions": one.decisions, "fewest": fewest}
    return (
        _(
            "Too few decisions to learn from: %(decisions)s that can be used, at least %(fewest)s are needed, with two "
            "different outcomes. Nothing is suggested."
        )
        % said
    )


def _facts(one: Quality, least: int) -> list[Fact]:
    snapshot, reliability = one.snapshot, one.reliability
    if snapshot is None:
        return []
    precision = reliability.precision(least)
    days = (clock.now() - snapshot.at).days
    facts = [
        Fact(_("Learned from"), _("%(count)s decisions") % {"count": snapshot.examples}),
        Fact(_("Version"), str(snapshot.number)),
        Fact(_("Learned on"), moment(snapshot.at)),
        Fact(_("Age"), ngettext("%(count)s day", "%(count)s days", days) % {"count": days}),
        Fact(_("Right where nothing was known"), _percent(reliability.accuracy) if reliability.texts else ""),
        Fact(_("Would be shown"), _percent(reliability.share(least)) if reliability.texts else ""),
        Fact(_("Right of these"), "" if precision is None else _percent(precision)),
        Fact(_("Confidence is off by"), _percent(reliability.error) if reliability.texts else ""),
        Fact(_("Shown since"), moment(one.since) if one.since else ""),
        Fact(_("Shown, taken, overruled"), f"{one.shown} · {one.taken} · {one.overruled}" if one.shown else ""),
    ]
    return [fact for fact in facts if fact.value != ""]


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _columns() -> list[Column]:
    return [
        Column(_("Label"), kind="main"),
        Column(_("Examples"), kind="number"),
        Column(_("Shown"), kind="number"),
        Column(_("Taken"), kind="number"),
        Column(_("Overruled"), kind="number"),
    ]


def _labels(one: Quality) -> list[OfLabel]:
    """What was learned, and what was suggested by earlier versions, the most frequent first."""
    learned = {name: count for _label, name, count in (one.snapshot.labels if one.snapshot else ())}
    told = {row.name: row for row in one.labels}
    rows = [
        OfLabel(
            name=named(one.question, name),
            examples=learned.get(name, 0),
            shown=told[name].shown if name in told else 0,
            taken=told[name].taken if name in told else 0,
            overruled=told[name].overruled if name in told else 0,
        )
        for name in {**learned, **told}
    ]
    return sorted(rows, key=lambda row: (-row.examples, -row.shown, row.name))
