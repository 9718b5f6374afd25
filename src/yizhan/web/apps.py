# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class WebConfig(AppConfig):
    """All pages: one Django app, one folder per room."""

    name = "yizhan.web"
    label = "web"
