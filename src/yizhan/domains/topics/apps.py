# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """Reporting points, commissioned topics and what came of them; decisions followed in three phases; hot topics."""

    name = "yizhan.domains.topics"
    label = "topics"
    default_auto_field = "django.db.models.BigAutoField"
