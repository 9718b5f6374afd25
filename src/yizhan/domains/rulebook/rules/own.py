# SPDX-License-Identifier: Apache-2.0
"""What the rulebook itself obeys."""

from django.utils.translation import gettext_lazy as _

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import YesNo

SECOND_PERSON = Definition(
    "rulebook.second_person",
    YesNo(),
    True,
    title=_("A second person puts rules in force"),
    effect=_("If not, the system administrator may put in force what he or she has prepared."),
    source=_("separation of duties (GB/T 22239); small offices may do without"),
)
