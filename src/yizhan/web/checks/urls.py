# SPDX-License-Identifier: Apache-2.0
"""Addresses of what the checks find, below its item."""

from django.urls import URLPattern, path

from yizhan.web.checks import views

urlpatterns: list[URLPattern] = [
    path("items/<uuid:public_id>/findings/", views.findings, name="item-findings"),
    path("items/<uuid:public_id>/findings/written/", views.written, name="item-findings-written"),
    path("items/<uuid:public_id>/findings/<str:key>/setting-aside/", views.set_aside, name="item-finding-aside"),
    path("items/<uuid:public_id>/findings/<str:key>/opening/", views.take_up, name="item-finding-opening"),
]
