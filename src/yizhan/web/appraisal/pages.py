# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.models import Activity, Correction, Objection, Scheme
from yizhan.domains.appraisal.operations import correcting, objecting, recording, schemes
from yizhan.domains.appraisal.operations.correcting import Proposal
from yizhan.domains.appraisal.operations.schemes import Instrument
from yizhan.kernel.actors import Actor
from yizhan.web.appraisal.forms import AnswerForm, ForceForm, UpholdForm
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage

Given = dict[str, Any]


class SchemePage(StepPage):
    """A step of a version of a scheme; afterwards work goes on at the version."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Scheme:
        """The version, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the version."""
        return reverse("scheme", args=[row.public_id])


class ReviewPage(SchemePage):
    """A second person looks at the draft."""

    heading, verb, done = _("Review the scheme"), _("It says what the instrument says"), _("Reviewed.")
    lead = _("Compare every clause with the instrument; afterwards the text can only be changed by returning it.")
    operation = staticmethod(schemes.review)


class ForcePage(SchemePage):
    """Put it in force."""

    heading, verb, done = _("Put the scheme in force"), _("Put it in force"), _("Points now count by this version.")
    lead = _("From that day on points count by this version; the version before it ends the day before.")
    form_class: ClassVar[type[forms.Form]] = ForceForm

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Scheme:
        """Put in force."""
        instrument = Instrument(
            title=given["instrument"], number=given["instrument_number"], date=given["instrument_date"]
        )
        return schemes.put_in_force(actor, public_id, valid_from=given["valid_from"], instrument=instrument, seen=seen)


class ReturnPage(SchemePage):
    """Back to draft."""

    heading, verb, done = _("Return to draft"), _("Return it"), _("It is a draft again.")
    form_class: ClassVar[type[forms.Form]] = ReasonForm

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Scheme:
        """Return."""
        return schemes.return_to_draft(actor, public_id, reason=given["reason"], seen=seen)


class DiscardPage(SchemePage):
    """Give a version up."""

    heading, verb, done = _("Give the version up"), _("Discard it"), _("Given up.")
    kind = "danger"
    form_class: ClassVar[type[forms.Form]] = ReasonForm
    operation = staticmethod(schemes.discard)


class ObjectionPage(StepPage):
    """A step of an objection."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Objection:
        """The objection, as the actor may see it."""
        return access.find_objection(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the objection."""
        return reverse("objection", args=[row.public_id])


class UpholdingPage(ObjectionPage):
    """The objection is right."""

    heading, verb, done = _("Uphold the objection"), _("Uphold it"), _("Upheld.")
    lead = _("A correction waits for a second person. In a frozen period it shows in the one that follows.")

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- no files
        """A line can only be taken out where one is named."""
        return UpholdForm(given) if row.occasion_id else AnswerForm(given)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Objection:
        """Uphold."""
        change = given.get("change", "")
        proposal = Proposal(change=change, reason=given["answer"]) if change else None
        return objecting.uphold(actor, public_id, answer=given["answer"], proposal=proposal, seen=seen)


class RejectionPage(ObjectionPage):
    """The points are right."""

    heading, verb, done = _("Reject the objection"), _("Reject it"), _("Rejected.")
    form_class: ClassVar[type[forms.Form]] = AnswerForm
    operation = staticmethod(objecting.dismiss)


class ClosingPage(ObjectionPage):
    """Nothing more is to be done."""

    heading, verb, done = _("Close the objection"), _("Close it"), _("Closed.")
    lead = _("A correction that follows from it must have been decided.")
    operation = staticmethod(objecting.close)


class WithdrawalPage(ObjectionPage):
    """No longer object."""

    heading, verb, done = _("Withdraw the objection"), _("Withdraw it"), _("Withdrawn.")
    lead = _("Nobody has to answer it then.")
    operation = staticmethod(objecting.withdraw)


class CorrectionPage(StepPage):
    """A step of a correction."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Correction:
        """The correction, as the actor may see it."""
        return access.find_correction(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the correction."""
        return reverse("correction", args=[row.public_id])


class ConfirmationPage(CorrectionPage):
    """A second person agrees."""

    heading, verb, done = _("Confirm the correction"), _("Confirm it"), _("The correction counts.")
    lead = _("From now on it counts; in a frozen period it shows in the one that follows.")
    operation = staticmethod(correcting.confirm)


class RefusalPage(CorrectionPage):
    """A second person does not agree."""

    heading, verb, done = _("Do not take the correction over"), _("Do not take it over"), _("Not taken over.")
    form_class: ClassVar[type[forms.Form]] = ReasonForm
    operation = staticmethod(correcting.decline)


class ActivityPage(StepPage):
    """A step of an activity."""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Activity:
        """The activity, as the actor may see it."""
        return access.find_activity(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the activity."""
        return reverse("activity", args=[row.public_id])


class ActivityConfirmationPage(ActivityPage):
    """The office saw the evidence."""

    heading, verb, done = _("Confirm the activity"), _("I saw the evidence"), _("The activity counts.")
    operation = staticmethod(recording.confirm)


class StrikingPage(ActivityPage):
    """Take it off the record."""

    heading, verb, done = _("Strike the activity out"), _("Strike it out"), _("Struck out.")
    lead = _("What it brought no longer counts.")
    form_class: ClassVar[type[forms.Form]] = ReasonForm
    operation = staticmethod(recording.strike)
