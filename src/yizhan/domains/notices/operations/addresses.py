# SPDX-License-Identifier: Apache-2.0
"""Where people are reached. An address counts once its holder has typed the code that was sent there.

It concerns the person alone and may be changed or removed at any time: the journal stays silent.
"""

import datetime
import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import constant_time_compare, salted_hmac

from yizhan.domains.notices import queries, rules
from yizhan.domains.notices.models import Address, Letter
from yizhan.domains.notices.operations.queueing import ring
from yizhan.domains.notices.states import Channel, Purpose
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.locking import locked
from yizhan.kernel.operations import operation

_NUMBER = re.compile(r"\+?[0-9]{5,20}")


def checked(channel: str, address: str) -> str:
    """The address in one spelling. Raises `Invalid` for what cannot be one."""
    if channel == Channel.MAIL:
        given = address.strip()
        try:
            validate_email(given)
        except ValidationError:
            raise Invalid("notices.address.no_mail", field="address") from None
        return given
    if channel != Channel.SMS:
        raise Invalid("notices.address.no_channel", field="channel")
    given = re.sub(r"[\s()-]", "", address)
    if not _NUMBER.fullmatch(given):
        raise Invalid("notices.address.no_number", field="address")
    return given


def code_of(address: Address) -> str:
    """The six digits that prove an address: derived from it and the moment they were asked for, kept nowhere."""
    asked = f"{address.pk}:{address.address}:{address.asked_at.timestamp():.6f}"
    return f"{int(salted_hmac('notices.address', asked, algorithm='sha256').hexdigest(), 16) % 1_000_000:06d}"


@operation
def give_address(actor: Actor, *, channel: str, address: str) -> Address:
    """Name one's address for a channel, or ask for another code; the code is sent there.

    Writes: address, letter.
    """
    given, now = checked(channel, address), clock.now()
    known = Address.objects.select_for_update().filter(person_id=actor.acting_person, channel=channel).first()
    pause = datetime.timedelta(seconds=queries.rule(actor.station, rules.CODE_PAUSE))
    if known is not None and known.asked_at + pause > now:
        raise Conflict("notices.address.too_soon", field="address", seconds=int(pause.total_seconds()))
    named, _ = Address.objects.update_or_create(
        person_id=actor.acting_person,
        channel=channel,
        defaults={"address": given, "asked_at": now, "tries": 0, "verified_at": None},
    )
    Letter.objects.create(
        station_id=actor.station,
        person_id=actor.acting_person,
        channel=channel,
        purpose=Purpose.CODE,
        is_urgent=True,
        queued_at=now,
        due_at=now,
    )
    ring()
    return named


@operation
def prove_address(actor: Actor, *, channel: str, code: str) -> Address:
    """Prove an address by the code that was sent there. A wrong code counts; after too many a new one is needed.

    Writes: address.
    """
    address = _own(actor, channel)
    if address.verified_at is not None:
        return address
    minutes = queries.rule(actor.station, rules.CODE_MINUTES)
    if address.asked_at + datetime.timedelta(minutes=minutes) < clock.now():
        raise Invalid("notices.code.expired", field="code", minutes=minutes)
    if address.tries >= queries.rule(actor.station, rules.CODE_TRIES):
        raise Invalid("notices.code.too_many", field="code")
    is_right = constant_time_compare(code_of(address), code.strip())
    address.tries += 1
    address.verified_at = clock.now() if is_right else None
    address.save(update_fields=["tries", "verified_at"])
    return address


@operation
def remove_address(actor: Actor, *, channel: str) -> None:
    """Take one's address back; letters to it that have not left are dropped when their time comes.

    Writes: address.
    """
    _own(actor, channel).delete()


def _own(actor: Actor, channel: str) -> Address:
    address = Address.objects.filter(person_id=actor.acting_person, channel=channel).first()
    if address is None:
        raise NotFound("notices.address.unknown")
    return locked(Address, address.pk)
