# SPDX-License-Identifier: Apache-2.0
"""Who is told about duty: whoever is put on a shift or loses one, is asked for something, or should have answered."""

from collections.abc import Iterable, Mapping

from yizhan.domains.clocks.models import Deadline
from yizhan.domains.duty.models import CheckCall, Roster, Shift, Swap
from yizhan.domains.duty.operations import check_calls
from yizhan.domains.duty.queries import rosters
from yizhan.domains.network import queries as network
from yizhan.domains.network.states import Role
from yizhan.domains.notices.operations import telling as notices
from yizhan.domains.notices.operations.telling import Addressee
from yizhan.domains.notices.states import Audience
from yizhan.kernel.actors import system
from yizhan.kernel.models import Entry
from yizhan.kernel.outbox import Reaction


def tell_of_roster(entry: Entry) -> None:
    """Tell everybody who stands in a roster that it binds; each is told the beginning of his or her first shift."""
    roster = Roster.objects.filter(public_id=entry.subject).first()
    firsts: dict[int, Shift] = {}
    for shift in rosters.shifts_of(roster) if roster else ():
        firsts.setdefault(shift.person_id, shift)
    for shift in firsts.values():
        notices.tell(system(entry.station), _people([shift]), entry.pk, audience=Audience.OFFICE, due=shift.starts_at)


def tell_of_shift(entry: Entry) -> None:
    """Tell who takes a shift now, and who no longer has it."""
    changed = Shift.objects.filter(
        roster__public_id=entry.subject, duty=entry.facts["duty"], starts_at=entry.facts["starts_at"], counts=True
    )
    former = Shift.objects.filter(
        roster__public_id=entry.subject,
        duty=entry.facts["duty"],
        starts_at__lte=entry.facts["starts_at"],
        ends_at__gt=entry.facts["starts_at"],
        counts=False,
    ).order_by("-pk")[:1]
    _tell(entry, _people([*changed, *former]))


def tell_of_swap(entry: Entry) -> None:
    """Tell the colleague who is asked, and afterwards whoever asked what came of it."""
    swap = Swap.objects.filter(public_id=entry.subject).select_related("shift", "to").first()
    if swap is None:
        return
    is_question = entry.event in {"duty.swap.asked", "duty.swap.withdrawn"}
    asker = Addressee(swap.shift.person_id, swap.shift.post_id)
    _tell(entry, [Addressee(swap.to.person_id, swap.to_id)] if is_question else [asker])


def tell_of_check_call(entry: Entry) -> None:
    """Ask whoever is called, at once and wherever he or she is reached."""
    call = CheckCall.objects.filter(public_id=entry.subject).select_related("shift").first()
    if call is not None:
        _tell(entry, _people([call.shift]), urgent=True)


def tell_of_missed_call(entry: Entry) -> None:
    """Tell whoever called, and supervision, that nobody answered (RULE-020)."""
    call = CheckCall.objects.filter(public_id=entry.subject).select_related("asked_by").first()
    if call is None:
        return
    people = [Addressee(one.person_id, one.pk) for one in network.holders(call.station_id, Role.SUPERVISOR)]
    if call.asked_by is not None:
        people.append(Addressee(call.asked_by.person_id, call.asked_by_id))
    _tell(entry, people, audience=Audience.SUPERVISOR)


def run_out_of_time(entry: Entry) -> None:
    """The time for answering a test call is over."""
    deadline = Deadline.objects.filter(public_id=entry.subject, kind=check_calls.ANSWER).first()
    if deadline is not None:
        check_calls.run_out(system(entry.station), deadline.subject)


def _people(shifts: Iterable[Shift]) -> list[Addressee]:
    return [Addressee(one.person_id, one.post_id) for one in shifts]


def _tell(entry: Entry, people: list[Addressee], *, audience: str = Audience.OFFICE, urgent: bool = False) -> None:
    if people:
        once = {one.person: one for one in people}
        notices.tell(system(entry.station), list(once.values()), entry.pk, audience=audience, urgent=urgent)


#: The table of this module: event name to reactions.
DUTY: Mapping[str, tuple[Reaction, ...]] = {
    "duty.roster.published": (tell_of_roster,),
    "duty.shift.changed": (tell_of_shift,),
    "duty.swap.asked": (tell_of_swap,),
    "duty.swap.agreed": (tell_of_swap,),
    "duty.swap.refused": (tell_of_swap,),
    "duty.swap.withdrawn": (tell_of_swap,),
    "duty.check_call.asked": (tell_of_check_call,),
    "duty.check_call.missed": (tell_of_missed_call,),
    "clocks.alarm.rung": (run_out_of_time,),
}
