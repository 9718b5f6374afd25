# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Who was entered twice: proposed by one administrator, confirmed by another, taken back within some days."""

    name = "yizhan.domains.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
