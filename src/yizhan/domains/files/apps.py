# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Stored files by digest, and what they are attached to."""

    name = "yizhan.domains.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
