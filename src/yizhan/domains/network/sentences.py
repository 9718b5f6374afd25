# SPDX-License-Identifier: Apache-2.0
"""The network in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yizhan.domains.network.states import Export, ResponsibilityKind, Role


def _appointed(facts: Mapping[str, Any]) -> str:
    return _now("Post given: %(role)s.") % {"role": Role(facts["post_role"]).label}


def _named(facts: Mapping[str, Any]) -> str:
    return _now("Responsible person named: %(kind)s.") % {"kind": ResponsibilityKind(facts["kind"]).label}


_EXPORTS: Mapping[str, Any] = dict(Export.choices)


def _taken_out(facts: Mapping[str, Any]) -> str:
    told = {**facts, "what": _EXPORTS.get(facts["what"], facts["what"])}
    if facts["filter"]:
        return _now("Taken as a file (%(file_format)s): %(what)s, %(number)s rows, filter %(filter)s.") % told
    return _now("Taken as a file (%(file_format)s): %(what)s, %(number)s rows.") % told


TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "network.station.founded": _("Station founded: %(code)s."),
    "network.organization.set_up": _("Body entered: %(title)s."),
    "network.organization.renamed": _("%(former)s is called %(title)s since %(since)s."),
    "network.organization.ended": _("Body ended on %(on)s."),
    "network.person.entered": _("Person entered."),
    "network.person.merged": _("Entry of the register merged into another one."),
    "network.person.parted": _("Merger taken back: the entry stands for itself again."),
    "network.post.appointed": _appointed,
    "network.post.ended": _("Post ended on %(on)s: %(reason)s"),
    "network.responsibility.named": _named,
    "network.account.opened": _("Account opened: %(sign_in_name)s."),
    "network.account.link_made": _("One-time link made."),
    "network.account.password_set": _("Password set."),
    "network.account.closed": _("Account closed: %(reason)s"),
    "network.account.reopened": _("Account opened again: %(reason)s"),
    "network.account.signed_in": _("Signed in."),
    "network.token.made": _("Interface key made: %(label)s."),
    "network.token.revoked": _("Interface key ended."),
    "network.export.taken": _taken_out,
    "network.delivery.tried_again": _("Failed delivery tried again: %(reaction)s."),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "network.account.open_already": (_("The account %(value)s is open already."), _("Nothing needs to be done.")),
    "network.denied": (
        _("Your post does not allow this."),
        _("Switch to another of your posts, or ask the administrator."),
    ),
    "network.installation.exists": (_("This installation is set up already."), _("Sign in instead.")),
    "network.station.code_taken": (_("The code %(value)s is taken."), _("Choose another code.")),
    "network.station.parent_not_above": (
        _("A station reports to one of a higher level."),
        _("Choose a station of a higher level, or none."),
    ),
    "network.station.unknown": (_("There is no such station."), _("Check the code; the command stations lists them.")),
    "network.organization.unknown": (_("There is no such body."), _("Choose one from the tree.")),
    "network.organization.name_taken": (_("There is a body named %(value)s already."), _("Choose another name.")),
    "network.organization.same_name": (_("The body is called so already."), _("Write the new name.")),
    "network.organization.name_day": (
        _("A name counts from a day that has come and lies after the last change of name."),
        _("Choose another day."),
    ),
    "network.organization.ended": (_("%(name)s has ended already."), _("Nothing needs to be done.")),
    "network.person.unknown": (_("There is no such person."), _("Enter the person first.")),
    "network.person.merged": (
        _("%(name)s was merged into another entry."),
        _("Choose the entry that counts."),
    ),
    "network.person.counts": (_("This entry is not merged into another one."), _("Nothing needs to be done.")),
    "network.person.same_entry": (_("These are one and the same entry."), _("Choose another entry.")),
    "network.post.unknown": (_("There is no such post."), _("Choose one from the list.")),
    "network.post.ended": (_("This post has ended already."), _("Nothing needs to be done.")),
    "network.post.ends_before_start": (_("A post cannot end before it begins."), _("Choose a later day.")),
    "network.first_start.same_person": (
        _("The three administrators are three different people."),
        _("Name somebody else here; if two people bear the same name, add what tells them apart."),
    ),
    "network.delivery.nothing_owed": (_("Nothing of this is owed any more."), _("Nothing needs to be done.")),
    "network.account.unknown": (_("There is no such account."), _("Open one first.")),
    "network.account.name_form": (
        _("%(value)s cannot be a sign-in name."),
        _("Use 2 to 40 letters, digits, Chinese characters or . _ - @"),
    ),
    "network.account.name_taken": (_("The sign-in name %(value)s is taken."), _("Choose another name.")),
    "network.account.exists": (_("%(value)s has an account already."), _("Make a new one-time link for it.")),
    "network.account.closed_already": (_("The account %(value)s is closed already."), _("Nothing needs to be done.")),
    "network.link.unusable": (
        _("This link is not valid: it was used, replaced, or is too old."),
        _("Ask the security administrator for a new one."),
    ),
    "network.password.weak": (_("This password is too easy to guess."), _("%(problems)s")),
    "network.responsibility.named_already": (
        _("This person is named already."),
        _("Choose somebody else, or leave it as it is."),
    ),
    "network.role.unknown": (_("There is no such role."), _("Choose one of the roles offered.")),
    "network.role.officer_kind": (
        _("An information officer is full-time, part-time or specially invited; other roles are not."),
        _("Choose the kind of officer, or leave it empty."),
    ),
    "network.role.administrators_apart": (
        _("Nobody holds two of the three administrators' posts."),
        _("Give this post to somebody else."),
    ),
    "network.text.empty": (_("This may not be empty."), _("Fill it in.")),
    "network.token.unknown": (_("There is no such key."), _("Choose one from the list.")),
    "network.token.revoked": (_("This key has ended already."), _("Nothing needs to be done.")),
}
