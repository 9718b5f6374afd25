# SPDX-License-Identifier: Apache-2.0
"""The address book of the house: pages at the root, the interface under /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("yizhan.api.urls")),
    path("", include("yizhan.web.urls")),
]

handler404 = "yizhan.web.refusals.not_found"
handler500 = "yizhan.web.refusals.fault"
