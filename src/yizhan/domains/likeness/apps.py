# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class LikenessConfig(AppConfig):
    """Likeness: what is the same text or the same matter, what people decided about it, what was added to the known."""

    name = "yizhan.domains.likeness"
    label = "likeness"
    default_auto_field = "django.db.models.BigAutoField"
