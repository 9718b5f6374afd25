# SPDX-License-Identifier: Apache-2.0
"""Where a page of periodicals lies: the list it belongs to, and the issue or periodical above it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.periodicals.models import Issue, Series
from yizhan.web.components import Tab
from yizhan.web.periodicals import addresses


def above_issue() -> list[Tab]:
    """The places above the page of an issue, and above the periodicals."""
    return [Tab(_("Issues"), reverse("issues"))]


def above_part(issue: Issue) -> list[Tab]:
    """The places above a page that belongs to an issue."""
    return [*above_issue(), Tab(str(issue), addresses.issue(issue.public_id))]


def above_series() -> list[Tab]:
    """The places above the page of a periodical."""
    return [*above_issue(), Tab(_("Periodicals"), reverse("series-all"))]


def above_part_of_series(series: Series) -> list[Tab]:
    """The places above a page that belongs to a periodical."""
    return [*above_series(), Tab(str(series), addresses.series(series.public_id))]
