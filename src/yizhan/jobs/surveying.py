# SPDX-License-Identifier: Apache-2.0
"""A thread that computes surveys of hot topics, one at a time: claim, compute, keep.

Nothing is locked while it computes, and the worker that tells people in the page never waits for it.
"""

import logging
import threading

from django.db import close_old_connections, connections

from yizhan.domains.items import access as items
from yizhan.domains.reporting.queries.periods import Period
from yizhan.domains.topics.models import Survey
from yizhan.domains.topics.operations import surveying
from yizhan.domains.topics.queries import hot, surveys
from yizhan.kernel import clock
from yizhan.kernel.actors import system
from yizhan.kernel.errors import Conflict

#: How long a survey may lie when another process wrote it and no bell rings here.
_ROUND_SECONDS = 2.0

_log = logging.getLogger(__name__)


def compute_next() -> bool:
    """Compute one survey; False when there was none."""
    if not surveys.due(clock.now()).exists():
        return False
    survey = surveying.begin(system())
    if survey is None:
        return False
    try:
        _compute(survey)
    except Conflict:
        _log.warning("survey %s was taken up by another process", survey.public_id)
    return True


def _compute(survey: Survey) -> None:
    try:
        found = hot.survey(
            items.visible(system(survey.station_id)),
            Period(survey.first, survey.last),
            most=survey.most,
            voices=survey.voices,
            days=survey.days,
        )
    except Exception as fault:  # noqa: BLE001 -- what cannot be computed is a failed survey; who asked sees why
        _log.exception("survey %s could not be computed", survey.public_id)
        surveying.fail(system(), survey.pk, held=survey.claim, problem=f"{type(fault).__name__}: {fault}")
        return
    surveying.finish(system(), survey.pk, held=survey.claim, found=found)


def work(stopped: threading.Event) -> None:
    """Compute what was asked for until told to stop."""
    while not stopped.is_set():
        surveying.bell.wait(_ROUND_SECONDS)
        surveying.bell.clear()
        try:
            close_old_connections()
            while not stopped.is_set() and compute_next():
                pass
        except Exception:  # noqa: BLE001 -- the thread outlives a database that is away for a moment
            _log.exception("the computing of surveys stumbled and goes on")
            stopped.wait(_ROUND_SECONDS)
    connections.close_all()


def start() -> threading.Event:
    """Start the thread of this process; answers with the switch that stops it."""
    stopped = threading.Event()
    threading.Thread(target=work, args=(stopped,), name="surveys", daemon=True).start()
    return stopped
