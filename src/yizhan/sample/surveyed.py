# SPDX-License-Identifier: Apache-2.0
"""One survey of hot topics of the sample's last months, as the server would have computed it."""

import datetime

from yizhan.domains.items import access as items
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.topics.operations import surveying
from yizhan.domains.topics.queries import hot
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor, system

#: Long enough for a trend, short enough for few items.
_DAYS = 60


def survey_lately(editor: Actor) -> None:
    """Ask for the last months, and keep what is found."""
    today = clock.today()
    surveying.ask(editor, first=today - datetime.timedelta(days=_DAYS), last=today)
    survey = surveying.begin(system())
    if survey is not None:
        found = hot.survey(
            items.visible(system(survey.station_id)),
            Period(survey.first, survey.last),
            most=survey.most,
            voices=survey.voices,
            days=survey.days,
        )
        surveying.finish(system(), survey.pk, held=survey.claim, found=found)
