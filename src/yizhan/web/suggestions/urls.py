# SPDX-License-Identifier: Apache-2.0
"""Addresses of suggestions: below the item or case they are for, and how good they are at the station."""

from django.urls import URLPattern, path

from yizhan.web.steps import StepView
from yizhan.web.suggestions import pages, views

_ITEM = "items/<uuid:public_id>/"

urlpatterns: list[URLPattern] = [
    path("suggestions/", views.quality, name="suggestions"),
    path("suggestions/learning/", views.learn, name="suggestions-learning"),
    path("items/new/<uuid:key>/kind/", views.kind_while_writing, name="item-write-kind"),
    path(f"{_ITEM}suggestions/", views.suggestions, name="item-suggestions"),
    path(f"{_ITEM}suggestions/written/", views.kind_while_editing, name="item-suggestions-written"),
    path(f"{_ITEM}suggestions/<str:question>/taking/", views.take, name="item-suggestion-taking"),
    path(f"{_ITEM}suggestions/<str:question>/setting-aside/", views.set_aside, name="item-suggestion-aside"),
    path("cases/<uuid:public_id>/suggested-unit/", StepView.as_view(page=pages.UnitPage), name="case-suggested-unit"),
    path(f"{_ITEM}category/", StepView.as_view(page=pages.CategoryPage), name="item-category"),
]
