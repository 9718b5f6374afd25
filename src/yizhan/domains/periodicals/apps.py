# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class PeriodicalsConfig(AppConfig):
    """Series, issues, special reports, circulation."""

    name = "yizhan.domains.periodicals"
    label = "periodicals"
    default_auto_field = "django.db.models.BigAutoField"
