# SPDX-License-Identifier: Apache-2.0
"""Notices and letters, made by the operations themselves."""

from typing import Any

from tests.factories import items
from tests.factories.network import House
from yizhan.domains.notices import access
from yizhan.domains.notices.models import Letter, Notice
from yizhan.domains.notices.operations import addresses, sending
from yizhan.domains.notices.operations import telling as notices
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience, Channel, Outcome
from yizhan.kernel.actors import Actor, system
from yizhan.kernel.models import Entry


def entry(house: House, **fields: Any) -> Entry:
    """The entry of an item that was just handed in by the house's member."""
    item = items.submitted(house, **fields)
    return Entry.objects.get(event="items.item.submitted", matter=item.public_id)


def told(house: House, *people: Actor, about: Entry | None = None, **how: Any) -> Notice:
    """A notice to each of these; the first one's is answered."""
    about = about or entry(house)
    addressees = [Addressee(one.acting_person, one.post) for one in people]
    notices.tell(system(), addressees, about.pk, audience=how.pop("audience", Audience.OFFICE), **how)
    return access.visible(people[0]).get(entry=about)


def reachable(actor: Actor, *, channel: str = Channel.MAIL, address: str = "") -> None:
    """Give somebody a proved address; the letter with its code is sent."""
    given = addresses.give_address(
        actor, channel=channel, address=address or {"mail": "someone@office.example", "sms": "13900000000"}[channel]
    )
    addresses.prove_address(actor, channel=channel, code=addresses.code_of(given))
    code = sending.claim(system(), channel)
    assert code is not None
    sent(code)


def claimed(channel: str = Channel.MAIL) -> Letter:
    """The next letter that is due, held by a sender."""
    letter = sending.claim(system(), channel)
    assert letter is not None
    return letter


def sent(letter: Letter) -> Letter:
    """The letter, taken by its server."""
    return sending.mark_sent(system(), letter.pk, held=letter.claim, words="250 taken")


def failed(letter: Letter) -> Letter:
    """The letter, refused for good."""
    return sending.mark_failed(system(), letter.pk, held=letter.claim, outcome=Outcome.REFUSED, words="550 nobody here")
