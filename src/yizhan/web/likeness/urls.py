# SPDX-License-Identifier: Apache-2.0
"""Addresses of what looks alike, below its item, and of additions."""

from django.urls import URLPattern, path

from yizhan.web.likeness import views

urlpatterns: list[URLPattern] = [
    path("items/new/<uuid:key>/known/", views.known, name="item-write-known"),
    path("items/<uuid:public_id>/alike/", views.alike, name="item-alike"),
    path("items/<uuid:public_id>/alike/<uuid:other>/", views.pair, name="item-alike-pair"),
    path("items/<uuid:public_id>/alike/<uuid:other>/judgement/", views.judge, name="item-alike-judgement"),
    path("additions/<uuid:public_id>/", views.addition, name="addition"),
    path("additions/<uuid:public_id>/files/<uuid:file>/", views.addition_file, name="addition-file"),
]
