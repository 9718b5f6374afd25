# SPDX-License-Identifier: Apache-2.0
"""By when items are decided on or answered, where a station says so."""

from django.db.models import QuerySet

from yizhan.domains.items.rules import ANSWER_TERM, REGISTRATION_TERM
from yizhan.domains.rulebook.models import Rule
from yizhan.kernel.prepared import prepared


def has_limits(station_id: int) -> bool:
    """Whether a station has ever laid down by when items are decided on or answered; asked after every step."""
    return bool(_limits(station_id))


@prepared
def _limits(station: int) -> QuerySet[Rule, int]:
    laid_down = Rule.objects.filter(station_id=station, key__in=(REGISTRATION_TERM.key, ANSWER_TERM.key))
    return laid_down.order_by().values_list("pk", flat=True)[:1]
