# SPDX-License-Identifier: Apache-2.0
"""Rules in words: groups, values, scopes."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yizhan.domains.network.states import Level, Line, OrganizationKind
from yizhan.domains.rulebook.rules.definitions import DEFINITIONS
from yizhan.domains.rulebook.rules.provisions import Provision
from yizhan.domains.rulebook.rules.scopes import Scope

#: The groups of the rulebook, by the first part of a rule's key, in the order of the loop.
GROUPS: Mapping[str, str | Promise] = {
    "rulebook": gettext_lazy("The rulebook itself"),
    "register": gettext_lazy("Persons entered twice"),
    "files": gettext_lazy("Attachments"),
    "items": gettext_lazy("Items and review"),
    "likeness": gettext_lazy("Look-alikes"),
    "topics": gettext_lazy("Topics"),
    "checks": gettext_lazy("Check of the text"),
    "search": gettext_lazy("Search"),
    "supervision": gettext_lazy("Supervision"),
    "suggestions": gettext_lazy("Suggestions"),
    "quotas": gettext_lazy("Quotas"),
    "clocks": gettext_lazy("Deadlines and alarms"),
    "urgent": gettext_lazy("Urgent reports"),
    "duty": gettext_lazy("Duty"),
    "findings": gettext_lazy("Late and omitted reports"),
    "notices": gettext_lazy("Notices"),
    "office": gettext_lazy("Office work"),
    "appraisal": gettext_lazy("Circulars, points and fees"),
    "bulletins": gettext_lazy("Bulletins"),
    "rewards": gettext_lazy("Fees and awards"),
    "awards": gettext_lazy("Award rounds"),
}


def group_of(room: str) -> str:
    """The words for a group; its own name where nobody has written any."""
    return str(GROUPS.get(room, room))


def title_of(key: str) -> str:
    """The title of a rule; its key where the rule is no longer known."""
    definition = DEFINITIONS.get(key)
    return str(definition.title) if definition else key


def value_of(provision: Provision) -> str:
    """A provision's value as people read it."""
    if provision.ends:
        return _("rules nothing more")
    definition = DEFINITIONS.get(provision.key)
    if definition is None:
        return str(provision.value)
    return definition.kind.in_words(definition.kind.parse(provision.value))


def scope_of(scope: Scope, bodies: Mapping[int, str], strand: str = "") -> str:
    """Whom and what a rule is for; nothing where it is for everything."""
    parts = list(_parts(scope, bodies))
    if strand:
        parts.append(_("beside the first: %(name)s") % {"name": strand})
    return _("; ").join(parts)


def _parts(scope: Scope, bodies: Mapping[int, str]) -> Iterator[str]:
    if scope.organizations:
        yield _(", ").join(bodies.get(body, str(body)) for body in scope.organizations)
    if scope.body_kinds:
        yield _(", ").join(str(OrganizationKind(kind).label) for kind in scope.body_kinds)
    if scope.levels:
        yield _(", ").join(str(Level(level).label) for level in scope.levels)
    if scope.lines:
        yield _(", ").join(str(Line(line).label) for line in scope.lines)
    if scope.kinds:
        yield _("kinds: %(words)s") % {"words": _(", ").join(scope.kinds)}
    if scope.categories:
        yield _("categories: %(words)s") % {"words": _(", ").join(scope.categories)}
