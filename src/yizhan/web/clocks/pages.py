# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: words, form, operation."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.clocks import access
from yizhan.domains.clocks.models import Alarm, Deadline, Extension, Year
from yizhan.domains.clocks.operations import calendars, extending, pausing
from yizhan.domains.clocks.permissions import Permission
from yizhan.domains.clocks.states import YEAR_STEPS, AlarmState, RequestState
from yizhan.domains.duty.operations import calling
from yizhan.kernel.actors import Actor
from yizhan.web.clocks.forms import AskingForm, NoteForm
from yizhan.web.items.forms import ReasonForm
from yizhan.web.steps import StepPage

Given = dict[str, Any]


class DeadlinePage(StepPage):
    """A step of a deadline; afterwards work goes on at the deadline."""

    template = "periodicals/step.html"
    offered = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Deadline:
        """The deadline, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the deadline."""
        return reverse("deadline", args=[row.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": row.title, "is_offered": self.offered in access.offers(actor, row)}


class PausePage(DeadlinePage):
    """Let time stand still."""

    heading, verb, done = _("Let time stand still"), _("Pause"), _("Time stands still. The reason is on record.")
    lead = _("Somebody else has to act first: the author, a third party. Time runs on once you resume it.")
    form_class = ReasonForm
    offered = "pause"
    operation = staticmethod(pausing.pause)


class ResumptionPage(DeadlinePage):
    """Let time run again."""

    heading, verb, done = _("Let time run again"), _("Resume"), _("Time runs again; the deadline was counted anew.")
    offered = "resume"
    operation = staticmethod(pausing.resume)


class ExtensionPage(DeadlinePage):
    """Ask for more time."""

    heading, verb, done = _("Ask for more time"), _("Ask"), _("Asked. The deadline stays as it is until it is decided.")
    form_class = AskingForm
    offered = "ask"
    operation = staticmethod(extending.ask)


class RequestPage(StepPage):
    """A decision about a request for more time; afterwards work goes on at the deadline."""

    template = "periodicals/step.html"

    def find(self, actor: Actor, public_id: uuid.UUID) -> Extension:
        """The request, as the actor may see it."""
        return access.find_request(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the deadline."""
        return reverse("deadline", args=[row.deadline.public_id])

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What is asked for, and whether the actor may decide it."""
        is_offered = row.state == RequestState.ASKED and access.may_decide(actor, row)
        return {"subject": f"{row.deadline.title}：{row.reason}", "is_offered": is_offered}


class GrantPage(RequestPage):
    """Give the time that was asked for."""

    heading, verb, done = _("Grant more time"), _("Grant"), _("Granted. The deadline was counted on.")
    form_class = NoteForm
    operation = staticmethod(extending.grant)


class RefusalPage(RequestPage):
    """Refuse more time."""

    heading, verb, done = _("Refuse more time"), _("Refuse"), _("Refused. Whoever asked is told why.")
    kind = "secondary"
    form_class = ReasonForm
    operation = staticmethod(extending.refuse)


class TakingPage(StepPage):
    """See to what an alarm calls for."""

    template = "periodicals/step.html"
    heading, verb, done = _("Take the alarm"), _("I see to it"), _("You have taken it; nobody else is called any more.")

    def find(self, actor: Actor, public_id: uuid.UUID) -> Alarm:
        """The alarm, as the actor may see it."""
        return access.find_alarm(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the deadline."""
        return reverse("deadline", args=[row.deadline.public_id])

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Alarm:  # noqa: ARG002 -- taking twice changes nothing
        """Take it."""
        return calling.take(actor, public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the alarm is about, and whether it can be taken."""
        is_offered = row.state == AlarmState.RUNG and access.holds(actor, Permission.TAKE)
        return {"subject": row.deadline.title, "is_offered": is_offered}


class YearPage(StepPage):
    """A step of a year of days off; afterwards work goes on at the calendar."""

    template = "periodicals/step.html"
    step = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Year:
        """The year, as the actor may see it."""
        return access.find_year(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The calendar."""
        return reverse("calendar")

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """Which year, and whether the step is possible."""
        is_offered = row.state in YEAR_STEPS[self.step].sources and access.may_confirm(actor, row, self.step)
        return {"subject": str(row), "is_offered": is_offered}


class ConfirmationPage(YearPage):
    """Confirm what somebody else entered."""

    heading, verb, done = _("Confirm the days off"), _("Confirm"), _("Confirmed. All running deadlines were checked.")
    lead = _("You have compared the days with the notice. Deadlines are counted by them from now on.")
    step = "confirm"
    operation = staticmethod(calendars.confirm_year)


class WithdrawalPage(YearPage):
    """Take a year back."""

    heading, verb, done = _("Withdraw the days off"), _("Withdraw"), _("Withdrawn. All running deadlines were checked.")
    lead = _("Deadlines are counted without these days again; each one that moves says so.")
    kind = "danger"
    form_class = ReasonForm
    step = "withdraw"
    operation = staticmethod(calendars.withdraw_year)
