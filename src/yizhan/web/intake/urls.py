# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from yizhan.web.intake.views import columns, reports, start, taking_in

urlpatterns = [
    path("items/import/", start.imports, name="imports"),
    path("items/import/<uuid:key>/", columns.columns, name="import-mapping"),
    path("items/import/<uuid:key>/check/", taking_in.check, name="import-check"),
    path("items/import/<uuid:key>/refused/", taking_in.refused_rows, name="import-refused"),
    path("items/import/<uuid:key>/intake/", taking_in.take_in, name="import-take-in"),
    path("items/import/reports/<uuid:public_id>/", reports.report, name="import-report"),
    path("items/import/reports/<uuid:public_id>/refused/", reports.refused_rows, name="import-report-refused"),
]
