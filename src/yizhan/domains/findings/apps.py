# SPDX-License-Identifier: Apache-2.0
import importlib

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Late, omitted, concealed and false reports: found out, heard, decided; and what past events teach."""

    name = "yizhan.domains.findings"
    label = "findings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter this room's rules, which only its own operations ask for."""
        importlib.import_module("yizhan.domains.findings.rules")
