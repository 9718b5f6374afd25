# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    """Suggestions: what the station's own decisions teach, what was suggested, and what people made of it."""

    name = "yizhan.domains.suggestions"
    label = "suggestions"
    default_auto_field = "django.db.models.BigAutoField"
