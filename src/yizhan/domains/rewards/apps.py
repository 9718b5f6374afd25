# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class RewardsConfig(AppConfig):
    """Fees for adopted items, from the reckoning to the receipt; awards, from who may be named to the certificate."""

    name = "yizhan.domains.rewards"
    label = "rewards"
    default_auto_field = "django.db.models.BigAutoField"
