# SPDX-License-Identifier: Apache-2.0
"""The address book of the house: pages at the root, the interface under /api/v1/."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
