# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reports upward, adopting bodies, adoptions, and the figures that follow from them."""

    name = "yizhan.domains.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
