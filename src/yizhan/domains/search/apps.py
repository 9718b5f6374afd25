# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search over everything that has words, and the searches that people keep."""

    name = "yizhan.domains.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
