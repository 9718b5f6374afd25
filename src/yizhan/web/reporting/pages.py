# SPDX-License-Identifier: Apache-2.0
"""The pages of this room's steps: reporting upward, taking back an adoption, taking a body off the list."""

import uuid
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.items.models import Item
from yizhan.domains.items.queries import reviewing, wordings
from yizhan.domains.network.models import Station
from yizhan.domains.periodicals import access as periodicals
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.periodicals.queries import issues
from yizhan.domains.reporting import access
from yizhan.domains.reporting.models import AdoptingBody, Adoption
from yizhan.domains.reporting.operations import adoption, bodies, forwarding
from yizhan.domains.reporting.permissions import Permission
from yizhan.domains.reporting.queries import records
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.web.items.forms import ReasonForm
from yizhan.web.items.step_view import ItemStepPage
from yizhan.web.periodicals.addresses import issue as issue_address
from yizhan.web.reporting import addresses
from yizhan.web.reporting.forms import ReportForm
from yizhan.web.reporting.offers import issue_report_url
from yizhan.web.reporting.verification import unverified
from yizhan.web.steps import StepPage

Given = dict[str, Any]


class ItemReportPage(ItemStepPage):
    """Report an item to the next station."""

    heading, verb, outcome = _("Report upward"), _("Report upward"), _("Reported upward. The author reads so.")
    template = "reporting/report.html"
    verbs = frozenset({"forward"})
    form_class = ReportForm
    operation = staticmethod(forwarding.forward)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """Where it goes, and what is in the way."""
        figures = reviewing.unverified_figures(row, wordings.text_in_force(row))
        return super().context(actor, row) | {
            "subject": f"{row.number} {row.title}",
            "above": row.station.parent,
            "refused": _refusal(row.station, is_reported=records.is_reported(row)),
            "figures": figures,
            "verify_url": reverse("item-verification", args=[row.public_id]) if figures else "",
            "lines": [],
        }


class IssueReportPage(StepPage):
    """Report the items of a released issue to the next station."""

    heading, verb, done = _("Report the issue upward"), _("Report upward"), _("Reported upward. The authors read so.")
    template = "reporting/report.html"
    form_class = ReportForm

    def find(self, actor: Actor, public_id: uuid.UUID) -> Issue:
        """The issue, as the actor may see it."""
        return periodicals.find(actor, public_id)

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Issue:  # noqa: ARG002 -- a released issue does not change
        """Forward all items that have not gone up yet, or none."""
        return forwarding.forward_issue(actor, public_id, target=given["target"])

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the issue."""
        return issue_address(row.public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What goes, what has gone already, and what is in the way."""
        printed = [entry.item for entry in issues.entries(row)]
        gone = _gone(row.station, printed)
        figures = unverified([item.pk for item in printed if item.pk not in gone])
        return {
            "subject": str(row),
            "is_offered": bool(issue_report_url(actor, row)),
            "above": row.station.parent,
            "refused": _refusal(row.station, is_reported=bool(printed) and len(gone) == len(printed)),
            "figures": [],
            "lines": [(item, item.pk in gone, "、".join(figures.get(item.pk, ()))) for item in printed],
            "is_hindered": bool(figures),
        }


class RevocationPage(StepPage):
    """Take back an adoption that was recorded by mistake."""

    heading, verb, done = _("Revoke the adoption"), _("Revoke"), _("The adoption is revoked and counts no more.")
    lead = _("A correction: it stays in the register with its reason, and the author reads it.")
    kind = "danger"
    template = "periodicals/step.html"
    form_class = ReasonForm
    operation = staticmethod(adoption.revoke_adoption)

    def find(self, actor: Actor, public_id: uuid.UUID) -> Adoption:
        """The adoption, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the adoption."""
        return addresses.adoption(row.public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all."""
        return {"subject": f"{row.body_name} · {row.title_used}", "is_offered": "revoke" in access.offers(actor, row)}


class BodyEndPage(StepPage):
    """Take a body off the station's list."""

    heading, verb, done = _("Take the body off the list"), _("Take off the list"), _("It is off the list.")
    lead = _("It cannot be chosen any more; what it adopted goes on counting.")
    template = "periodicals/step.html"

    def find(self, actor: Actor, public_id: uuid.UUID) -> AdoptingBody:
        """A body of the station's own list."""
        access.require(actor, Permission.END_BODY)
        own = AdoptingBody.objects.filter(Q(station_id=actor.station), public_id=public_id).select_related("station")
        body = own.first()
        if body is None:
            raise NotFound("reporting.body.unknown")
        return body

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> AdoptingBody:  # noqa: ARG002 -- a body has no version
        """End the body."""
        return bodies.end_body(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The list."""
        return reverse("adopting-bodies")

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:  # noqa: ARG002 -- `find` has asked already
        """Which body."""
        return {"subject": row.name, "is_offered": row.is_active}


def _refusal(station: Station, *, is_reported: bool) -> tuple[str, str] | None:
    """Why nothing can go up from here, in the words in which the operation would refuse."""
    if station.parent is None:
        return sentences.refused(Invalid("reporting.station.highest", station_name=station.name))
    if is_reported:
        return sentences.refused(Conflict("reporting.report.repeated", station_name=station.parent.name))
    return None


def _gone(station: Station, printed: list[Item]) -> set[int]:
    """The items whose wording in force has gone up already."""
    keys = [item.pk for item in printed]
    open_still = set(records.unreported(station).filter(pk__in=keys).values_list("pk", flat=True))
    return set(keys) - open_still
