# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    """Circulars about the information work of a period: drafted from figures, signed, released, corrected."""

    name = "yizhan.domains.bulletins"
    label = "bulletins"
    default_auto_field = "django.db.models.BigAutoField"
