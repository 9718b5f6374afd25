# SPDX-License-Identifier: Apache-2.0
"""How a person wants to be told. It concerns the person alone: the journal stays silent."""

from collections.abc import Sequence

from yizhan.domains.notices.models import Wishes
from yizhan.domains.notices.states import Audience, Manner
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Invalid
from yizhan.kernel.operations import operation


@operation
def wish(
    actor: Actor,
    *,
    mail_manner: str = "",
    sms_manner: str = "",
    quiet_hours: tuple[int, int] | None = None,
    digest_hours: Sequence[int] = (),
    audiences: Sequence[str] = (),
    with_calendar: bool = True,
) -> Wishes:
    """Choose how one is told outside the page; what is left out follows the institution's rules.

    Hours are whole hours of the office's clock; quiet hours from and until the same hour mean none.

    Writes: wishes.
    """
    hours = [*digest_hours, *(quiet_hours or ())]
    if any(not 0 <= hour <= 23 for hour in hours):
        raise Invalid("notices.wish.no_hour", field="digest_hours")
    if any(manner and manner not in Manner.values for manner in (mail_manner, sms_manner)):
        raise Invalid("notices.wish.no_manner", field="mail_manner")
    if set(audiences) - set(Audience.values):
        raise Invalid("notices.wish.no_audience", field="audiences")
    quiet_from, quiet_until = quiet_hours or (None, None)
    chosen, _ = Wishes.objects.update_or_create(
        person_id=actor.acting_person,
        defaults={
            "mail_manner": mail_manner,
            "sms_manner": sms_manner,
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
            "digest_hours": sorted(set(digest_hours)),
            "audiences": sorted(set(audiences)),
            "with_calendar": with_calendar,
        },
    )
    return chosen
