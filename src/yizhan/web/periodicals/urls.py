# SPDX-License-Identifier: Apache-2.0
"""Addresses of periodicals. A step is a noun below its issue; the interface under /api/v1/ uses the same nouns."""

from django.urls import URLPattern, URLResolver, path

from yizhan.web.periodicals import pages, series_pages
from yizhan.web.periodicals.views import composing, issue, issues, reading, recipients, series
from yizhan.web.steps import StepPage, StepView


def _step(noun: str, page: type[StepPage]) -> URLPattern:
    return path(f"issues/<uuid:public_id>/{noun}/", StepView.as_view(page=page), name=f"issue-{noun}")


def _series_step(noun: str, page: type[StepPage]) -> URLPattern:
    return path(f"issues/series/<uuid:public_id>/{noun}/", StepView.as_view(page=page), name=f"series-{noun}")


urlpatterns: list[URLPattern | URLResolver] = [
    path("issues/", issues.issues, name="issues"),
    path("issues/new/", issues.new, name="issue-new"),
    path("issues/series/", series.all_series, name="series-all"),
    path("issues/series/new/", series.new, name="series-new"),
    path("issues/series/<uuid:public_id>/", series.series, name="series"),
    path("issues/series/<uuid:public_id>/readers/", recipients.of_series, name="series-readers"),
    _series_step("masthead", series_pages.MastheadPage),
    _series_step("columns", series_pages.ColumnsPage),
    _series_step("succession", series_pages.SuccessionPage),
    _series_step("retirement", series_pages.RetirementPage),
    path("issues/<uuid:public_id>/", issue.issue, name="issue"),
    path("issues/<uuid:public_id>/docx/", issue.document, name="issue-document"),
    path("issues/<uuid:public_id>/entries/", composing.place, name="issue-entries"),
    path("issues/<uuid:public_id>/order/", composing.arrange, name="issue-order"),
    path("issues/<uuid:public_id>/removal/", composing.remove, name="issue-removal"),
    path("issues/<uuid:public_id>/renewal/", composing.renew, name="issue-renewal"),
    path("issues/<uuid:public_id>/circulation/", recipients.of_issue, name="issue-circulation"),
    path("issues/<uuid:public_id>/further-circulation/", recipients.further, name="issue-further-circulation"),
    path("issues/<uuid:public_id>/reading/", reading.note, name="issue-reading"),
    _step("title", pages.TitlePage),
    _step("release", pages.ReleasePage),
    _step("discarding", pages.DiscardingPage),
    _step("errata", pages.ErratumPage),
    path("issues/entries/<uuid:public_id>/heading/", StepView.as_view(page=pages.HeadingPage), name="entry-heading"),
    path(
        "issues/circulation/<uuid:public_id>/delivery/",
        StepView.as_view(page=pages.DeliveryPage),
        name="circulation-delivery",
    ),
    path(
        "issues/circulation/<uuid:public_id>/reading/",
        StepView.as_view(page=pages.PaperReadingPage),
        name="circulation-reading",
    ),
    path("reading/", reading.reading_list, name="reading-list"),
    path("reading/<uuid:public_id>/", reading.reading, name="reading"),
]
