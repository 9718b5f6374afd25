# SPDX-License-Identifier: Apache-2.0
"""The notices room in words; what a notice says are the words of the event it is about."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

TOLD: Mapping[str, Any] = {}

NOTED: Mapping[str, Any] = {}

REFUSALS: Mapping[str, tuple[Any, Any]] = {
    "notices.denied": (_("Only the installation itself tells people of events."), _("Write to them directly.")),
    "notices.notice.unknown": (
        _("There is no such notice, or it is not addressed to you."),
        _("Look for it in your list of notices."),
    ),
}
