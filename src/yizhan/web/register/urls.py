# SPDX-License-Identifier: Apache-2.0
"""Addresses of mergers and changes of units. A step is a noun below its thing."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.register import changes, pages, views
from yizhan.web.steps import StepView

urlpatterns: list[URLPattern | URLResolver] = [
    path("register/mergers/", views.mergers, name="mergers"),
    path("register/mergers/<uuid:public_id>/", views.merger, name="merger"),
    path(
        "register/mergers/<uuid:public_id>/confirmation/",
        StepView.as_view(page=pages.ConfirmPage),
        name="merger-confirmation",
    ),
    path("register/mergers/<uuid:public_id>/drop/", StepView.as_view(page=pages.DropPage), name="merger-drop"),
    path("register/mergers/<uuid:public_id>/undoing/", StepView.as_view(page=pages.UndoPage), name="merger-undoing"),
    path("register/changes/<uuid:public_id>/", changes.change, name="unit-change"),
    path(
        "register/changes/<uuid:public_id>/confirmation/",
        StepView.as_view(page=pages.CarryOutPage),
        name="unit-change-confirmation",
    ),
    path(
        "register/changes/<uuid:public_id>/drop/", StepView.as_view(page=pages.DropChangePage), name="unit-change-drop"
    ),
    path("register/units/<uuid:public_id>/change/", changes.propose, name="unit-change-new"),
    path("register/entries/<uuid:public_id>/merger/", views.propose, name="merger-new"),
]
