# SPDX-License-Identifier: Apache-2.0
"""Levels, lines and roles of the information-work network (ledger part 5)."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Level(IntegerChoices):
    """Where a body stands; a smaller number is higher (LVL-01 to LVL-05)."""

    NATION = 1, _("nation")
    PROVINCE = 2, _("province")
    CITY = 3, _("city")
    COUNTY = 4, _("county or district")
    TOWNSHIP = 5, _("township or sub-district")


class Line(TextChoices):
    """Parallel lines that report and are ranked apart (LVL-08, RULE-080)."""

    PARTY = "party", _("Party line")
    GOVERNMENT = "government", _("government line")
    CPPCC = "cppcc", _("CPPCC line")


class OrganizationKind(TextChoices):
    """What a body in the tree is."""

    OFFICE = "office", _("office")
    DEPARTMENT = "department", _("department")
    TOWNSHIP = "township", _("township or sub-district")
    SECTOR = "sector", _("sector group")
    COMMITTEE = "committee", _("special committee")
    LIAISON = "liaison", _("liaison office")
    BRANCH = "branch", _("party branch")


class Role(TextChoices):
    """What a post entitles to. A right hangs on a post, never on a person (style H25)."""

    MEMBER = "member", _("member")
    OFFICER = "officer", _("information officer")
    EDITOR = "editor", _("editor")
    REVIEWER = "reviewer", _("reviewer")
    SIGNER = "signer", _("signer")
    LEADER = "leader", _("leader")
    SUPERVISOR = "supervisor", _("supervisor")
    HANDLER = "handler", _("handler")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("system administrator")
    SECURITY_ADMINISTRATOR = "security_administrator", _("security administrator")
    AUDIT_ADMINISTRATOR = "audit_administrator", _("audit administrator")
    SYSTEM = "system", _("the installation itself")


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})


class OfficerKind(TextChoices):
    """Full-time, part-time (RULE-201) and specially invited officers (A05)."""

    FULL_TIME = "full_time", _("full-time")
    PART_TIME = "part_time", _("part-time")
    INVITED = "invited", _("specially invited")


class ResponsibilityKind(TextChoices):
    """First responsible persons (RULE-014) and directly responsible ones (RULE-015)."""

    FIRST = "first", _("first responsible")
    DIRECT = "direct", _("directly responsible")


class Export(TextChoices):
    """What is taken out of the house as a file."""

    JOURNAL = "journal", _("journal")
    STATISTICS = "statistics", _("statistics")
    QUOTAS = "quotas", _("table of quotas")
    EVENT_STUDY = "event_study", _("study of past events")
    RULES = "rules", _("rules of the station")
    ITEMS = "items", _("items with their texts")
