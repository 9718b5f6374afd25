# SPDX-License-Identifier: Apache-2.0
"""The pages of a periodical's steps: what stands above it, its columns, its end."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Series
from yizhan.domains.periodicals.operations import series as operations
from yizhan.domains.periodicals.queries import issues
from yizhan.kernel.actors import Actor
from yizhan.web.items.forms import ReasonForm
from yizhan.web.periodicals import addresses
from yizhan.web.periodicals.forms import ColumnsForm, MastheadForm, SuccessionForm
from yizhan.web.steps import StepPage

Given = dict[str, Any]


class SeriesStepPage(StepPage):
    """The page of one step of a periodical; `asked` is the verb of `access.series_offers` that leads here."""

    template = "periodicals/step.html"
    asked: ClassVar[str] = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Series:
        """The periodical, as the actor may see it."""
        return access.find_series(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the periodical."""
        return addresses.series(row.public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": str(row), "is_offered": self.asked in access.series_offers(actor, row)}


class MastheadPage(SeriesStepPage):
    """Change what stands above the next issues."""

    heading, verb, done = _("Masthead and office"), _("Save"), _("The next issues will carry it.")
    lead = _("Issues released before keep their own.")
    asked = "describe"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- the same for everybody
        """With what stands there now."""
        return MastheadForm(given, initial={"masthead": row.masthead, "issuing_office": row.issuing_office})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Series:  # noqa: ARG002 -- a periodical has no version
        """Describe."""
        return operations.describe(actor, public_id, masthead=given["masthead"], issuing_office=given["issuing_office"])


class ColumnsPage(SeriesStepPage):
    """Set the columns in their order."""

    heading, verb, done = _("Columns"), _("Save"), _("The columns are set.")
    lead = _("A column that is left out ends; what was printed in it stays. A name, once printed, does not change.")
    asked = "set_columns"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- the same for everybody
        """With the columns as they are."""
        return ColumnsForm(given, initial={"names": "\n".join(one.name for one in issues.columns_of(row))})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Series:  # noqa: ARG002 -- a periodical has no version
        """Set the columns."""
        names = [line for line in given["names"].split("\n") if line]
        return operations.set_columns(actor, public_id, names=names)


class RetirementPage(SeriesStepPage):
    """End a periodical."""

    heading, verb, done = _("End the periodical"), _("End the periodical"), _("It appears no more; its issues stay.")
    lead = _("No issue can be begun any more. Everything that appeared stays in the archive.")
    kind = "danger"
    asked = "retire"
    form_class = ReasonForm

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Series:  # noqa: ARG002 -- a periodical has no version
        """Retire with the reason."""
        return operations.retire(actor, public_id, reason=given["reason"])


class SuccessionPage(SeriesStepPage):
    """Merge a periodical into another one."""

    heading, verb, done = _("Merge into another"), _("Merge"), _("Merged. The readers receive the other one now.")
    lead = _("Its issues keep their numbers and stay in the other's archive; its readers receive the other one.")
    kind = "danger"
    asked = "succeed"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- the same for everybody
        """With the other periodicals of its kind."""
        form = SuccessionForm(given)
        field = form.fields["by"]
        if isinstance(field, forms.ChoiceField):
            others = issues.series_of(row.station_id).filter(is_active=True, kind=row.kind).exclude(pk=row.pk)
            field.choices = [("", ""), *((str(one.public_id), str(one)) for one in others)]
        return form

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Series:  # noqa: ARG002 -- a periodical has no version
        """Succeed."""
        return operations.succeed(actor, public_id, by=uuid.UUID(given["by"]))
