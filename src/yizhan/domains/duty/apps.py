# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class DutyConfig(AppConfig):
    """Duty: who is on duty when, how he or she is reached, what is handed over, whom an alarm goes on to."""

    name = "yizhan.domains.duty"
    label = "duty"
    default_auto_field = "django.db.models.BigAutoField"
