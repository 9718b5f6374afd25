# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What somebody is to be told, and whether he or she has read it."""

    name = "yizhan.domains.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
