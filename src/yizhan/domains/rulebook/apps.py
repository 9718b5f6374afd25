# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """Dated, versioned rules of an institution and the instruments they come from."""

    name = "yizhan.domains.rulebook"
    label = "rulebook"
    default_auto_field = "django.db.models.BigAutoField"
