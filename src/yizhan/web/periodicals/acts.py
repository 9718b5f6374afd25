# SPDX-License-Identifier: Apache-2.0
"""What may be done with an issue or a periodical now, as buttons: the room's `offers` says which, these tables how."""

import uuid
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Issue, Series
from yizhan.kernel.actors import Actor
from yizhan.web.items.acts import Act, Look

#: In the order in which the buttons stand. Verbs that belong to one entry or one line have their buttons there.
ISSUE_LOOKS: Mapping[str, Look] = {
    "release": Look(word=_("Release the issue"), page="issue-release", key="g", kind="primary", opens_page=True),
    "entitle": Look(word=_("Title and note"), page="issue-title", key="t"),
    "set_circulation": Look(word=_("Circulation list"), page="issue-circulation", key="l", opens_page=True),
    "circulate_further": Look(word=_("Circulate further"), page="issue-further-circulation", opens_page=True),
    "correct": Look(word=_("Print a correction"), page="issue-errata"),
    "discard": Look(word=_("Discard the issue"), page="issue-discarding"),
}

SERIES_LOOKS: Mapping[str, Look] = {
    "describe": Look(word=_("Masthead and office"), page="series-masthead"),
    "set_columns": Look(word=_("Columns"), page="series-columns"),
    "set_readers": Look(word=_("Default readers"), page="series-readers", opens_page=True),
    "succeed": Look(word=_("Merge into another"), page="series-succession"),
    "retire": Look(word=_("End the periodical"), page="series-retirement"),
}


def of_issue(actor: Actor, issue: Issue) -> list[Act]:
    """The buttons of an issue, the primary one first."""
    return _acts(ISSUE_LOOKS, access.offers(actor, issue), issue.public_id)


def of_series(actor: Actor, series: Series) -> list[Act]:
    """The buttons of a periodical."""
    return _acts(SERIES_LOOKS, access.series_offers(actor, series), series.public_id)


def _acts(looks: Mapping[str, Look], offered: Iterable[str], public_id: uuid.UUID) -> list[Act]:
    verbs = set(offered)
    urls = {verb: reverse(look.page, args=[public_id]) for verb, look in looks.items() if verb in verbs}
    return [Act(look=looks[verb], url=url, asking_url=url, go_on="") for verb, url in urls.items()]
