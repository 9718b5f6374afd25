# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Journal, outbox, repeated requests and counters: the tables that every room uses."""

    name = "yizhan.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"
