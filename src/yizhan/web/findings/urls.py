# SPDX-License-Identifier: Apache-2.0
"""Addresses of findings, of the way of the news, and of the study. A step is a noun below its thing."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.findings import pages, path_views, study_views, views
from yizhan.web.steps import StepView

urlpatterns: list[URLPattern | URLResolver] = [
    path("findings/", views.findings, name="findings"),
    path("findings/new/", views.new, name="finding-new"),
    path("findings/files/<uuid:public_id>/", views.open_file, name="finding-file"),
    path("findings/study/", study_views.study, name="event-study"),
    path("findings/study/workbook/", study_views.workbook_file, name="event-study-workbook"),
    path("findings/study/<slug:key>/", study_views.table_file, name="event-study-table"),
    path("findings/<uuid:public_id>/", views.finding, name="finding"),
    path("urgent/<uuid:public_id>/path/", path_views.way, name="emergency-path"),
    *(
        path(f"findings/<uuid:public_id>/{noun}/", StepView.as_view(page=page), name=f"finding-{noun}")
        for noun, page in pages.PAGES.items()
    ),
]
