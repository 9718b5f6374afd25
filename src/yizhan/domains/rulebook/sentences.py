# SPDX-License-Identifier: Apache-2.0
"""The rulebook in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {
    "rulebook.rule.set": _("Rule %(key)s is %(value)s from %(valid_from)s on (%(instrument)s)."),
}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "rulebook.denied": (_("Your post does not allow this."), _("Ask the system administrator.")),
    "rulebook.rule.unknown": (_("There is no rule named %(value)s."), _("Choose one from the list.")),
    "rulebook.value.out_of_range": (
        _("The value must lie between %(minimum)s and %(maximum)s."),
        _("Correct the value."),
    ),
    "rulebook.instrument.empty": (
        _("Each rule names the text it comes from."),
        _("Enter title, number and article of the instrument."),
    ),
}
