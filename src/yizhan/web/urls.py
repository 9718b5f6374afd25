# SPDX-License-Identifier: Apache-2.0
"""All pages."""

from django.urls import URLPattern, URLResolver, include, path

from yizhan.web import language, preferences
from yizhan.web.workbench import views as workbench

urlpatterns: list[URLPattern | URLResolver] = [
    path("", workbench.workbench, name="workbench"),
    path("waiting/", workbench.counts, name="counts"),
    path("help/", workbench.help_page, name="help"),
    path("gallery/", workbench.gallery, name="gallery"),
    path("language/", language.choose, name="language"),
    path("preferences/", preferences.choose, name="preferences"),
    path("", include("yizhan.web.search.urls")),
    path("", include("yizhan.web.signing_in.urls")),
    path("", include("yizhan.web.administration.urls")),
    path("", include("yizhan.web.register.urls")),
    path("", include("yizhan.web.rulebook.urls")),
    path("", include("yizhan.web.notices.urls")),
    path("", include("yizhan.web.statistics.urls")),
    path("", include("yizhan.web.intake.urls")),
    path("", include("yizhan.web.suggestions.urls")),
    path("", include("yizhan.web.items.urls")),
    path("", include("yizhan.web.likeness.urls")),
    path("", include("yizhan.web.checks.urls")),
    path("", include("yizhan.web.periodicals.urls")),
    path("", include("yizhan.web.reporting.urls")),
    path("", include("yizhan.web.topics.urls")),
    path("", include("yizhan.web.urgent.urls")),
    path("", include("yizhan.web.duty.urls")),
    path("", include("yizhan.web.findings.urls")),
    path("", include("yizhan.web.supervision.urls")),
    path("", include("yizhan.web.quotas.urls")),
    path("", include("yizhan.web.clocks.urls")),
    path("", include("yizhan.web.appraisal.urls")),
    path("", include("yizhan.web.bulletins.urls")),
    path("", include("yizhan.web.rewards.urls")),
    path("", include("yizhan.web.awards.urls")),
]
