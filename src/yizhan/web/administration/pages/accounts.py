# SPDX-License-Identifier: Apache-2.0
"""The security administrator's acts: posts and accounts. Each starts from a person or from a post."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.network import access
from yizhan.domains.network.models import Account, Person, Post
from yizhan.domains.network.operations import posts
from yizhan.domains.network.permissions import Permission
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import NotFound
from yizhan.web.administration import addresses, people
from yizhan.web.administration.forms.accounts import AccountForm, AppointmentForm, ClosureForm, EndPostForm
from yizhan.web.administration.pages.row_step import RowStep


class _PersonStep(RowStep):
    """Starts from a person of the register."""

    permission = Permission.ACCOUNT_OPEN

    def find(self, actor: Actor, public_id: uuid.UUID) -> Person:
        """The person, for who may do this."""
        return access.find_person(actor, public_id, self.permission)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The person's page."""
        return addresses.person(row.public_id)


class AppointPage(_PersonStep):
    """Give a post."""

    permission = Permission.POST_APPOINT
    heading = _("Give a post")
    verb = _("Appoint")
    done = _("The post is given. Its rights begin on the day you named.")

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- all bodies
        """Bodies of all stations that still exist."""
        bodies = access.visible_organizations(actor).filter(ended_on__isnull=True, station__isnull=False)
        ordered = bodies.select_related("station").order_by("station__level", "station_id", "rank", "id")
        return AppointmentForm(given, files, bodies=people.bodies(ordered))

    def act(self, actor: Actor, row: Any, given: dict[str, Any]) -> Post:
        """Appoint."""
        return posts.appoint(actor, person=row.pk, **given)


class OpenAccountPage(_PersonStep):
    """Let a person sign in."""

    heading = _("Open an account")
    verb = _("Open the account")
    form_class = AccountForm
    done = _("The account is open. Now make a one-time link, with which the password is set.")

    def options(self, row: Any) -> dict[str, Any]:
        """The person's own name is the first proposal."""
        return {"initial": {"sign_in_name": "".join(row.name.split())}}

    def act(self, actor: Actor, row: Any, given: dict[str, Any]) -> Account:
        """Open it."""
        return posts.open_account(actor, person=row.pk, **given)


class CloseAccountPage(_PersonStep):
    """Close an account."""

    heading = _("Close the account")
    verb = _("Close the account")
    kind = "danger"
    form_class = ClosureForm
    done = _("The account is closed. Whoever used it is signed out from now on.")

    def act(self, actor: Actor, row: Any, given: dict[str, Any]) -> Account:
        """Close it."""
        return posts.close_account(actor, account_of(row).pk, **given)


class EndPostPage(RowStep):
    """End a post."""

    permission = Permission.POST_APPOINT
    heading = _("End this post")
    verb = _("End it")
    kind = "danger"
    form_class = EndPostForm
    done = _("The post ends on the day you named, and with it its rights and keys.")

    def find(self, actor: Actor, public_id: uuid.UUID) -> Post:
        """The post, for who may end it."""
        access.require(actor, self.permission)
        return access.find_post(actor, public_id)

    def act(self, actor: Actor, row: Any, given: dict[str, Any]) -> Post:
        """End it."""
        return posts.end_post(actor, row.pk, **given)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of whoever holds it."""
        return addresses.person(row.person.public_id)


def account_of(person: Person) -> Account:
    """The account of a person who has one."""
    account: Account | None = getattr(person, "account", None)
    if account is None:
        raise NotFound("network.account.unknown")
    return account
