# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Instructions, cases, assignments, replies, and what the author is told."""

    name = "yizhan.domains.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"
