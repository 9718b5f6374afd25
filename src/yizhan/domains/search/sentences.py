# SPDX-License-Identifier: Apache-2.0
"""The search in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "search.denied": (_("Only a person can keep a search."), _("Sign in with your own account.")),
    "search.saved.unknown": (
        _("There is no such saved search, or it is not yours."),
        _("Look at the list beside the results."),
    ),
    "search.saved.empty": (_("A search without words cannot be kept."), _("Type what you look for first.")),
    "search.saved.full": (
        _("You have kept %(limit)s searches already; more are not allowed."),
        _("Forget one that you no longer need."),
    ),
}
