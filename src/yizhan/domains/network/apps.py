# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Who there is: stations, organisations, people, posts, accounts."""

    name = "yizhan.domains.network"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"
