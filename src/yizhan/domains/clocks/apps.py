# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """Deadlines on rules and calendars, warnings, escalation."""

    name = "yizhan.domains.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"
