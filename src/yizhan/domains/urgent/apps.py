# SPDX-License-Identifier: Apache-2.0
import importlib

from django.apps import AppConfig


class UrgentConfig(AppConfig):
    """Urgent events: the call, the first report, follow-ups and the final report, each on time."""

    name = "yizhan.domains.urgent"
    label = "urgent"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter this room's rules, which only its own operations ask for."""
        importlib.import_module("yizhan.domains.urgent.rules")
