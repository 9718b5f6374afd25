# SPDX-License-Identifier: Apache-2.0
import importlib

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """Dated, versioned rules of an institution and the instruments they come from."""

    name = "yizhan.domains.rulebook"
    label = "rulebook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the rules that the rulebook itself obeys, and those that nobody obeys yet."""
        importlib.import_module("yizhan.domains.rulebook.rules.own")
        importlib.import_module("yizhan.domains.rulebook.rules.open_values")
