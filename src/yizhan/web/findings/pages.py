# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any, BinaryIO, cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.files.operations import attaching
from yizhan.domains.findings import access
from yizhan.domains.findings.models import Finding
from yizhan.domains.findings.operations import deciding, hearing
from yizhan.domains.findings.states import GRAVITY, MILDER, Kind, Outcome
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.web.findings import forms as asked
from yizhan.web.findings import standing
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage

Given = dict[str, Any]


class FindingPage(StepPage):
    """A step of a finding; afterwards work goes on at the finding."""

    template = "findings/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Finding:
        """The finding, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the finding."""
        return reverse("finding", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {
            "subject": f"{row.organization.name}：{row.title}",
            "charge": row.get_kind_display(),
            "why": standing.why(row),
            "is_offered": self.offered in access.offers(actor, row),
        }


class OpeningPage(FindingPage):
    """Take it up."""

    heading, verb, done = _("Take it up"), _("Ask the unit to answer"), _("Taken up. The unit has been told.")
    lead = _("The unit and its responsible persons read it and may answer. Somebody else will decide.")
    offered = "open_hearing"
    operation = staticmethod(hearing.open_hearing)


class DroppingPage(FindingPage):
    """Do not pursue it."""

    heading, verb, done = _("Do not pursue it"), _("Do not pursue it"), _("Noted. It is not proposed again.")
    lead = _("The unit is not told. The reason stays on record.")
    form_class = ReasonForm
    kind = "secondary"
    offered = "drop"
    operation = staticmethod(hearing.drop)


class StatementPage(FindingPage):
    """Say something with evidence: files are kept one by one, then handed in with the words."""

    form_class = asked.StatementForm
    files: tuple[Any, ...] = ()

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:
        """Remember the files that came with it; they are checked one by one when they are kept, not by the form."""
        self.files = tuple(files.getlist("attachments")) if files else ()
        return super().form(actor, row, given)

    def kept(self, actor: Actor) -> uuid.UUID:
        """Keep the files under the id of the statement; a page sent twice makes one statement."""
        statement = actor.key or new_id()
        for file in self.files:
            attaching.keep(actor.requested(None), statement, file.name, cast("BinaryIO", file.file))
        return statement


class AnswerPage(StatementPage):
    """Answer the charge."""

    heading, verb, done = (
        pgettext_lazy("finding", "Answer"),
        pgettext_lazy("finding", "Answer"),
        _("Answered. You are told what is decided."),
    )
    lead = _("Say what happened and add what proves it. Nothing is decided before you answered or your time is over.")
    offered = "answer"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Finding:
        """Answer."""
        return hearing.answer(actor, public_id, text=given["text"], statement=self.kept(actor), seen=seen)


class ObjectionPage(StatementPage):
    """Object to the decision."""

    heading, verb, done = _("Object"), _("Object"), _("Your objection lies before the next level.")
    lead = _("Once. The next level confirms the decision or makes it milder; it never becomes graver.")
    offered = "object_to"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Finding:
        """Object."""
        return deciding.object_to(actor, public_id, text=given["text"], statement=self.kept(actor), seen=seen)


class SilencePage(FindingPage):
    """Nobody answered."""

    heading, verb, done = (
        _("Note that nobody answered"),
        _("The unit did not answer"),
        _("Noted. It can be decided now."),
    )
    lead = _("Possible once the unit's time is over.")
    offered = "note_silence"
    operation = staticmethod(hearing.note_silence)


class DecisionPage(FindingPage):
    """Decide."""

    heading, verb, done = _("Decide"), _("Decide"), _("Decided. The unit has been told.")
    lead = _("Whoever made the charge does not decide on it.")
    offered = "decide"
    operation = staticmethod(deciding.decide)

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With what the charge may be lessened to."""
        return asked.DecisionForm(given, kinds=_kinds(row.kind), outcomes=Outcome.choices)


class ReviewPage(FindingPage):
    """Decide on the objection."""

    heading, verb, done = _("Decide on the objection"), _("Decide"), _("Decided for good. The unit has been told.")
    lead = _("Confirm the decision, or make it milder. There is no further objection.")
    offered = "review"
    operation = staticmethod(deciding.review)

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """With what is no graver than what was decided."""
        standing_at = GRAVITY.index(Outcome(row.outcome)) if row.outcome else 0
        outcomes = [(one.value, one.label) for one in GRAVITY[standing_at:]]
        return asked.DecisionForm(given, kinds=_kinds(row.decided_kind or row.kind), outcomes=outcomes)


class AcceptancePage(FindingPage):
    """Accept the decision."""

    heading, verb, done = _("Accept the decision"), _("Accept the decision"), _("Accepted. The matter is closed.")
    lead = _("It counts from now on; nobody objects to it any more.")
    offered = "accept"
    operation = staticmethod(deciding.accept)


class ClosingPage(FindingPage):
    """Close what nobody objected to."""

    heading, verb, done = _("Close it"), _("Close it"), _("Closed. The decision counts.")
    lead = _("Possible once the time for an objection is over.")
    offered = "close"
    operation = staticmethod(deciding.close)


class ReopeningPage(FindingPage):
    """Take it up again."""

    heading, verb, done = _("Take it up again"), _("Take it up again"), _("Taken up again. The unit is heard anew.")
    lead = _("Something came to light afterwards. What was decided no longer counts.")
    form_class = ReasonForm
    kind = "danger"
    offered = "reopen"
    operation = staticmethod(deciding.reopen)


#: The page of each verb.
PAGES: dict[str, type[FindingPage]] = {
    "opening": OpeningPage,
    "dropping": DroppingPage,
    "answer": AnswerPage,
    "silence": SilencePage,
    "decision": DecisionPage,
    "objection": ObjectionPage,
    "acceptance": AcceptancePage,
    "review": ReviewPage,
    "closing": ClosingPage,
    "reopening": ReopeningPage,
}


def steps_of(actor: Actor, finding: Finding) -> list[tuple[str, str, bool]]:
    """The verbs open to the actor now, in the order of the buttons: words, address, whether it may be primary."""
    nouns = {page.offered: noun for noun, page in PAGES.items()}
    offered = [(PAGES[nouns[verb]], nouns[verb]) for verb in access.offers(actor, finding)]
    return [
        (str(page.verb), reverse(f"finding-{noun}", args=[finding.public_id]), page.kind == "primary")
        for page, noun in offered
    ]


def _kinds(kind: str) -> list[tuple[str, Any]]:
    return [(one, Kind(one).label) for one in MILDER[kind]]
