# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class ItemsConfig(AppConfig):
    """Items: collecting, registering, editing, reviewing, signing, releasing."""

    name = "yizhan.domains.items"
    label = "items"
    default_auto_field = "django.db.models.BigAutoField"
