# SPDX-License-Identifier: Apache-2.0
"""Addresses of quotas. A step is a noun below its thing."""

import datetime

from django.urls import URLPattern, URLResolver, path, register_converter

from yizhan.web.quotas import pages
from yizhan.web.quotas.views import closing, entries, own, table
from yizhan.web.steps import StepView


class DayConverter:
    """A day in an address: 2026-11-01."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> datetime.date:
        """The day; one that does not exist makes no address (`ValueError`)."""
        return datetime.date.fromisoformat(value)

    def to_url(self, value: datetime.date | str) -> str:
        """As it is written."""
        return value if isinstance(value, str) else value.isoformat()


register_converter(DayConverter, "day")

urlpatterns: list[URLPattern | URLResolver] = [
    path("quotas/", table.table, name="quotas"),
    path("quotas/mine/", own.mine, name="quotas-mine"),
    path("quotas/table/", table.table_file, name="quotas-table"),
    path("quotas/workbook/", table.workbook_file, name="quotas-workbook"),
    path("quotas/closing/", closing.close, name="quotas-close"),
    path("quotas/closings/<uuid:public_id>/", closing.closing, name="quotas-closing"),
    path("quotas/exemptions/", entries.exemptions, name="quota-exemptions"),
    path("quotas/exemptions/new/", entries.new_exemption, name="quota-exemption-new"),
    path(
        "quotas/exemptions/<uuid:public_id>/revocation/",
        StepView.as_view(page=pages.RevocationPage),
        name="quota-exemption-revocation",
    ),
    path("quotas/activities/", entries.activities, name="quota-activities"),
    path("quotas/activities/new/", entries.new_activity, name="quota-activity-new"),
    path("quotas/<day:first>/<uuid:public_id>/", table.line, name="quota"),
]
