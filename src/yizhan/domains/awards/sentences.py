# SPDX-License-Identifier: Apache-2.0
"""The awards room in words: what happened, what is refused, and why somebody may be nominated or not."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yizhan.domains.awards.models import Candidate, Nomination, Round
from yizhan.domains.awards.queries.effects import EffectKind
from yizhan.domains.awards.states import Kind, Lack
from yizhan.domains.supervision.states import Outcome
from yizhan.kernel.clock import OFFICE_ZONE


def asked(found: Round) -> str:
    """What the rules of the period ask of one who is to be nominated, in one sentence."""
    limits: Mapping[str, Any] = found.asked
    if found.kind == Kind.OFFICER and limits["includes"]:
        return _now("At least %(submitted)s items handed in and at least %(adopted)s adopted.") % limits
    if found.kind == Kind.OFFICER:
        return _now("More than %(submitted)s items handed in and more than %(adopted)s adopted.") % limits
    if found.kind == Kind.UNIT and limits["without_findings"]:
        return _now("At least %(adopted)s adopted, and no late, omitted or concealed report found.") % limits
    if found.kind == Kind.UNIT:
        return _now("At least %(adopted)s adopted.") % limits
    if found.kind == Kind.ITEM:
        return _now("An effect is recorded: a leader's instruction, or a result that solved the problem.")
    return _now("Adopted in the period.")


def figures(candidate: Candidate) -> list[str]:
    """What was known of a candidate at the opening, one fact to a sentence."""
    known, said = candidate.figures, []
    if "submitted" in known:
        said.append(_now("%(submitted)s handed in, %(adopted)s adopted") % known)
    if known.get("findings"):
        said.append(
            ngettext("%(number)s finding upheld", "%(number)s findings upheld", known["findings"])
            % {"number": known["findings"]}
        )
    said.extend(_effect(one) for one in known.get("effects", ()))
    return said


def lacks(candidate: Candidate) -> list[str]:
    """Why a candidate may not be nominated; empty for who may."""
    return [_lack(one["what"], one["number"]) for one in candidate.lacks]


def quotas(nomination: Nomination) -> list[str]:
    """How the quotas of the nominated one stood (RULE-076)."""
    words = _now("%(name)s, %(first)s to %(last)s: %(count)s of %(required)s")
    return [words % {**one, "first": _day(one["first"]), "last": _day(one["last"])} for one in nomination.quotas]


def _lack(what: str, number: int) -> str:
    if what == Lack.SUBMITTED:
        return _now("%(number)s handed in missing") % {"number": number}
    if what == Lack.ADOPTED:
        return _now("%(number)s adopted missing") % {"number": number}
    return str(Lack(what).label)


def _effect(one: Mapping[str, Any]) -> str:
    filled = {"words": one["words"], "day": _day(one["on"])}
    if one["kind"] == EffectKind.INSTRUCTED:
        return _now("%(words)s wrote an instruction on %(day)s") % filled
    if one["kind"] == EffectKind.RESULT:
        filled["words"] = str(Outcome(one["words"]).label)
        return _now("Supervision established on %(day)s: %(words)s") % filled
    return _now("%(words)s said on %(day)s that the problem is solved") % filled


def _day(value: str) -> str:
    return date_format(datetime.date.fromisoformat(value))


def _opened(facts: Mapping[str, Any]) -> str:
    filled = {**facts, "kind": Kind(facts["kind"]).label, "first": _day(facts["first"]), "last": _day(facts["last"])}
    return (
        _now("“%(title)s” (%(kind)s, %(first)s to %(last)s) opened: %(places)s places, %(eligible)s may be nominated.")
        % filled
    )


def _begun(facts: Mapping[str, Any]) -> str:
    said = _now("%(nominations)s nominations are laid before a panel of %(panel)s.") % facts
    if facts["recused"]:
        names = "、".join(facts["recused"])
        said += " " + _now("Concerned, so without a vote: %(names)s.") % {"names": names}
    return said


def _voted(facts: Mapping[str, Any]) -> str:
    return (_now("%(member)s voted anew.") if facts["is_again"] else _now("%(member)s voted.")) % facts


def _decided(facts: Mapping[str, Any]) -> str:
    until = timezone.localtime(datetime.datetime.fromisoformat(facts["ends_at"]), OFFICE_ZONE)
    said_until = date_format(until, "SHORT_DATETIME_FORMAT")
    filled = {"title": facts["title"], "names": "、".join(facts["chosen"]), "until": said_until}
    if not facts["chosen"]:
        return _now("“%(title)s”, on public notice until %(until)s: nobody is chosen.") % filled
    return _now("“%(title)s”, on public notice until %(until)s: chosen are %(names)s.") % filled


def _awarded(facts: Mapping[str, Any]) -> str:
    filled = {"title": facts["title"], "names": "、".join(facts["awarded"])}
    if not facts["awarded"]:
        return _now("“%(title)s” ended without an award.") % filled
    return _now("“%(title)s” awarded: %(names)s.") % filled


def _honoured(facts: Mapping[str, Any]) -> str:
    if facts["prize"]:
        return _now("%(nominee)s has the award “%(title)s”, certificate %(serial)s, prize: %(prize)s.") % facts
    return _now("%(nominee)s has the award “%(title)s”, certificate %(serial)s.") % facts


def _objected(facts: Mapping[str, Any]) -> str:
    if facts["nominee"]:
        return _now("An objection was raised against %(nominee)s.") % facts
    return _now("An objection was raised against the decision as a whole.")


def _answered(facts: Mapping[str, Any]) -> str:
    if facts["is_upheld"]:
        return _now("“%(title)s”: the objection was upheld. %(answer)s") % facts
    return _now("“%(title)s”: the objection was not upheld. %(answer)s") % facts


def _handed_over(facts: Mapping[str, Any]) -> str:
    filled = {**facts, "day": _day(facts["handed_on"])}
    return _now("Certificate and prize were handed to %(nominee)s on %(day)s.") % filled


def _settled(facts: Mapping[str, Any]) -> str:
    filled = {**facts, "day": _day(facts["settled_on"])}
    if facts["is_admitted"]:
        return _now("%(nominee)s was admitted on %(day)s. %(note)s") % filled
    return _now("%(nominee)s was not admitted (%(day)s). %(note)s") % filled


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "awards.round.opened": _opened,
    "awards.round.voting_begun": _begun,
    "awards.round.recused": _("%(member)s does not vote: %(reason)s"),
    "awards.round.voted": _voted,
    "awards.round.counted": _("The votes are counted: %(voted)s of %(panel)s voted."),
    "awards.round.decided": _decided,
    "awards.round.sent_back": _("“%(title)s”: the decision is taken anew after an objection. %(reason)s"),
    "awards.round.awarded": _awarded,
    "awards.round.cancelled": _("“%(title)s” called off: %(reason)s"),
    "awards.nomination.made": _("%(by)s nominated %(nominee)s for “%(title)s”: %(reason)s"),
    "awards.nomination.withdrawn": _("The nomination of %(nominee)s was withdrawn: %(reason)s"),
    "awards.nomination.chosen": _("%(nominee)s is chosen for “%(title)s” and on public notice: %(reason)s"),
    "awards.nomination.passed_over": _("%(nominee)s is not chosen for “%(title)s”: %(reason)s"),
    "awards.nomination.struck": _("After an objection %(nominee)s was struck off the notice “%(title)s”: %(reason)s"),
    "awards.nomination.honoured": _honoured,
    "awards.nomination.certified": _("Certificate %(serial)s of %(nominee)s was printed, copy %(copy)s."),
    "awards.nomination.handed_over": _handed_over,
    "awards.nomination.revoked": _("The award “%(title)s” of %(nominee)s (%(serial)s) was revoked: %(reason)s"),
    "awards.objection.raised": _objected,
    "awards.objection.answered": _answered,
    "awards.recommendation.proposed": _("%(nominee)s was proposed for membership: %(reason)s"),
    "awards.recommendation.forwarded": _("The proposal of %(nominee)s was forwarded to %(body)s."),
    "awards.recommendation.settled": _settled,
    "awards.recommendation.taken_back": _("The proposal of %(nominee)s was taken back: %(reason)s"),
}

_SEE_STATE = _("Look at where it stands now and go on from there.")

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "awards.denied": (
        _("Your post does not have this duty in award rounds."),
        _("Switch to another of your posts, or leave it to the office."),
    ),
    "awards.round.unknown": (_("There is no such round, or it is not one of your station."), _("Look in the list.")),
    "awards.round.id_taken": (_("This round was opened already."), _("Look in the list of rounds.")),
    "awards.round.same_person": (
        _("You took an earlier step of this round yourself."),
        _("Opening, deciding and awarding are for different people."),
    ),
    "awards.round.concerned": (
        _("You are concerned by this round: nominated, of a nominated unit, or with a share in a nominated item."),
        _("Leave it to a colleague who has no part in it."),
    ),
    "awards.round.elsewhere": (_("This step is not possible any more."), _SEE_STATE),
    "awards.round.nobody_nominated": (
        _("Nobody is nominated yet."),
        _("Wait for nominations, make one for the office, or call the round off."),
    ),
    "awards.round.no_quorum": (
        _("%(voted)s of %(panel)s have voted; that is too few for a count."),
        _("Ask the others for their votes."),
    ),
    "awards.round.still_public": (
        _("The time for objections is not over."),
        _("Wait until the public notice has hung as long as the rule asks."),
    ),
    "awards.round.unanswered": (_("An objection is not answered yet."), _("Have every objection answered first.")),
    "awards.kind.unknown": (_("There is no such kind of round."), _("Choose one of the list.")),
    "awards.places": (_("At least one is chosen, and at most %(most)s."), _("Correct the number of places.")),
    "awards.period.backwards": (_("The last day comes before the first."), _("Exchange the two days.")),
    "awards.period.too_long": (_("A round covers a year at the most."), _("Look at the year of both days.")),
    "awards.period.not_over": (
        _("The period is not over yet."),
        _("Who may be chosen is known only at its end; choose a last day that has come."),
    ),
    "awards.candidate.unknown": (_("Nobody of that name was considered in this round."), _("Choose one of the list.")),
    "awards.candidate.not_eligible": (
        _("%(name)s did not reach what the rules ask for."),
        _("Look at what is lacking on the page of the round."),
    ),
    "awards.candidate.nominated": (_("%(name)s is nominated already."), _("Look at the nominations of the round.")),
    "awards.nomination.unknown": (
        _("There is no such nomination, or it does not concern you."),
        _("Look in the list."),
    ),
    "awards.nomination.elsewhere": (_("This step is not possible any more."), _SEE_STATE),
    "awards.panel.unknown": (
        _("Somebody on the panel has no post here that may vote."),
        _("Choose from the people offered."),
    ),
    "awards.panel.too_small": (
        _("Fewer than %(least)s of the panel may vote."),
        _("Name more people who are not concerned."),
    ),
    "awards.seat.none": (_("You are not on the panel of this round."), _("Only the people on the panel vote.")),
    "awards.vote.too_many": (_("There are only %(places)s places."), _("Choose fewer.")),
    "awards.vote.unknown": (
        _("One of those you chose is not up for the vote."),
        _("Reload the page and choose again."),
    ),
    "awards.decision.incomplete": (
        _("Something is missing: each nomination needs a decision and a reason."),
        _("Say for everybody whether he or she is chosen, and why."),
    ),
    "awards.decision.too_many": (_("There are only %(places)s places."), _("Choose fewer.")),
    "awards.decision.too_few_votes": (
        _("%(name)s does not have the votes that the rule asks for."),
        _("Who has too few votes cannot be chosen."),
    ),
    "awards.objection.unknown": (_("There is no such objection, or it is not yours."), _("Look at the round.")),
    "awards.objection.unknown_name": (_("This name is not on the notice."), _("Choose one of the notice.")),
    "awards.objection.too_late": (
        _("The time for objections is over."),
        _("If something new came to light, tell the office; an award can be revoked."),
    ),
    "awards.objection.elsewhere": (_("This objection cannot be answered any more."), _SEE_STATE),
    "awards.day.future": (_("That day is still to come."), _("Give the day on which it happened.")),
    "awards.day.before_award": (_("On that day nothing was awarded yet."), _("Give the day of the handing over.")),
    "awards.recommendation.unknown": (_("There is no such proposal."), _("Look in the list.")),
    "awards.recommendation.id_taken": (_("This was entered already."), _("Look in the list.")),
    "awards.recommendation.person": (_("This person has no post at your station."), _("Choose one of the list.")),
    "awards.recommendation.oneself": (_("Nobody proposes himself or herself."), _("Leave it to a colleague.")),
    "awards.recommendation.open_already": (
        _("%(name)s is proposed already, and nothing has come of it yet."),
        _("Record what came of the earlier proposal first."),
    ),
    "awards.recommendation.same_person": (
        _("You made this proposal yourself."),
        _("Somebody else forwards it."),
    ),
    "awards.recommendation.elsewhere": (_("This step is not possible any more."), _SEE_STATE),
}
