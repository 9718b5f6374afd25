# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """Checks: what a text lacks and what is miswritten in it, and which findings people set aside with a reason."""

    name = "yizhan.domains.checks"
    label = "checks"
    default_auto_field = "django.db.models.BigAutoField"
