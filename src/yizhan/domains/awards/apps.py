# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class AwardsConfig(AppConfig):
    """Award rounds, from who may be named to the certificate, and recommendations of people who did well."""

    name = "yizhan.domains.awards"
    label = "awards"
    default_auto_field = "django.db.models.BigAutoField"
