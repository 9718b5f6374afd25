# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class QuotasConfig(AppConfig):
    """Who must hand in, or have adopted, how many of what until when; what is short; periods that were closed."""

    name = "yizhan.domains.quotas"
    label = "quotas"
    default_auto_field = "django.db.models.BigAutoField"
