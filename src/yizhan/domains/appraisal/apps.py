# SPDX-License-Identifier: Apache-2.0
import importlib

from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    """Points by published schemes: what counts, why, and what became of an objection."""

    name = "yizhan.domains.appraisal"
    label = "appraisal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter this room's rules, which only its own operations ask for."""
        importlib.import_module("yizhan.domains.appraisal.rules")
