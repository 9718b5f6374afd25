# SPDX-License-Identifier: Apache-2.0
"""The system administrator's acts on the tree. A station or body is the row that each of them starts from."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from yizhan.domains.network import access, queries
from yizhan.domains.network.models import Organization, Responsibility, Station
from yizhan.domains.network.operations import tree
from yizhan.domains.network.permissions import Permission
from yizhan.domains.network.states import Level
from yizhan.domains.register.operations import changing
from yizhan.kernel.actors import Actor
from yizhan.web.administration import addresses, people
from yizhan.web.administration.forms.network import BodyForm, EndBodyForm, NameForm, ResponsibilityForm, StationForm
from yizhan.web.administration.pages.row_step import RowStep


class _StationStep(RowStep):
    """Starts from a station that the administrator sees."""

    permission = Permission.ORGANIZATION_SET_UP

    def find(self, actor: Actor, public_id: uuid.UUID) -> Station:
        """The station, for who may change the tree."""
        access.require(actor, self.permission)
        return access.find_station(actor, public_id)


class SetUpBodyPage(_StationStep):
    """Enter a body."""

    heading = _("Add a body")
    verb = _("Add the body")
    done = _("The body stands in the tree. Now name who answers for its reports.")
    form_class = BodyForm

    def options(self, row: Any) -> dict[str, Any]:
        """Level and line are those of the station unless chosen otherwise."""
        parents = [(body.pk, body.short_name) for body in queries.organizations_of(row.pk)]
        return {"parents": parents, "initial": {"level": row.level, "line": row.line}}

    def act(self, actor: Actor, row: Any, given: dict[str, Any]) -> Organization:
        """Enter it."""
        return tree.set_up_organization(actor, station=row.pk, **given)

    def next_url(self, row: Any, result: Any) -> str:
        """The new body's page."""
        return addresses.body(result.public_id) if result else addresses.station(row.public_id)


class FoundStationPage(_StationStep):
    """Found a station that reports to this one."""

    heading = _("Found a station below")
    verb = _("Found the station")
    done = _("The station exists. Now add its office and its people.")
    form_class = StationForm

    def options(self, row: Any) -> dict[str, Any]:
        """One level further down unless chosen otherwise."""
        return {"initial": {"level": min(row.level + 1, Level.TOWNSHIP), "line": row.line}}

    def act(self, actor: Actor, row: Any, given: dict[str, Any]) -> Station:
        """Found it."""
        return tree.found_station(actor, parent=row.pk, **given)

    def next_url(self, row: Any, result: Any) -> str:
        """The new station's tree."""
        return addresses.station((result or row).public_id)


class _BodyStep(RowStep):
    """Starts from a body that the administrator sees."""

    permission = Permission.ORGANIZATION_SET_UP

    def find(self, actor: Actor, public_id: uuid.UUID) -> Organization:
        """The body, for who may change it."""
        access.require(actor, self.permission)
        return access.find_organization(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the body."""
        return addresses.body(row.public_id)


class EndBodyPage(_BodyStep):
    """End a body."""

    heading = _("End this body")
    verb = _("End it")
    kind = "danger"
    form_class = EndBodyForm
    done = _("The body has ended. What it did stays on record.")

    def act(self, actor: Actor, row: Any, given: dict[str, Any]) -> Organization:
        """End it."""
        return changing.end(actor, row.public_id, on=given["on"])


class RenameBodyPage(_BodyStep):
    """Call a body otherwise."""

    heading = _("Change the name")
    lead = _("What was done before keeps the former name.")
    verb = _("Change the name")
    form_class = NameForm
    done = _("The new name counts from the day you named.")

    def options(self, row: Any) -> dict[str, Any]:
        """The present names are the first proposal."""
        return {"initial": {"name": row.name, "short_name": row.short_name}}

    def act(self, actor: Actor, row: Any, given: dict[str, Any]) -> Organization:
        """Change it."""
        return tree.rename_organization(actor, row.pk, **given)


class NameResponsiblePage(_BodyStep):
    """Name who answers for the unit's reports."""

    permission = Permission.RESPONSIBILITY_NAME
    heading = _("Name a responsible person")
    verb = _("Name this person")
    done = _("The responsible person is named.")
    form_class = ResponsibilityForm

    def options(self, row: Any) -> dict[str, Any]:
        """People of the station, and those without a post."""
        return {"people": people.choices(queries.candidates(row.station_id))}

    def act(self, actor: Actor, row: Any, given: dict[str, Any]) -> Responsibility:
        """Name him or her."""
        return tree.name_responsible(actor, row.pk, **given)
