# SPDX-License-Identifier: Apache-2.0
"""Reading fee lists, payments and payees. Who may read which is in `access`."""

from collections.abc import Iterable

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When

from yizhan.domains.network.queries import one_person
from yizhan.domains.rewards.models import FeeLine, FeeList, PayeeAccount, Payment
from yizhan.domains.rewards.states import OPEN, STANDING, PaymentState
from yizhan.kernel.models import Entry

#: What somebody has to see to comes first.
_FIRST = (PaymentState.RETURNED, PaymentState.DUE, PaymentState.PAID)


def open_list(station_id: int) -> FeeList | None:
    """The list that nobody has approved yet, if there is one."""
    return FeeList.objects.filter(station_id=station_id, state__in=sorted(OPEN)).first()


def lines_of(fee_list: FeeList) -> QuerySet[FeeLine]:
    """The lines of a list by payee, with their items."""
    return fee_list.lines.select_related("item", "person", "organization").order_by("name", "id")


def payments_of(fee_list: FeeList) -> QuerySet[Payment]:
    """The payments of a list: what came back first, then what is due, then what is paid."""
    place = Case(*(When(state=state, then=Value(number)) for number, state in enumerate(_FIRST)))
    return fee_list.payments.select_related("person", "organization").order_by(place, "name", "id")


def is_settled(fee_list: FeeList) -> bool:
    """Whether everybody on the list is paid."""
    return not fee_list.payments.exclude(state=PaymentState.PAID).exists()


def accounts_of(people: Iterable[int]) -> dict[int, PayeeAccount]:
    """Where these people (keys) are paid, as laid down last."""
    wanted = list(people)
    theirs = Q(person__in=wanted) | Q(person__merged_into__in=wanted)
    rows = PayeeAccount.objects.filter(theirs).select_related("person").order_by("id")
    return {one.person.counts_as if one.person.counts_as in wanted else one.person_id: one for one in rows}


def account_of(person: int) -> PayeeAccount | None:
    """Where somebody is paid, as laid down last."""
    return PayeeAccount.objects.filter(person__in=one_person(person)).order_by("-id").first()


def masked(number: str) -> str:
    """A number of which only the last four signs can be read."""
    return f"{'*' * 4} {number[-4:]}" if number else ""


def own_lines(person: int) -> QuerySet[FeeLine]:
    """What somebody has earned on lists that were approved, the latest first."""
    approved = FeeLine.objects.filter(person__in=one_person(person), fee_list__state__in=sorted(STANDING))
    return approved.select_related("fee_list__station", "item").order_by("-fee_list", "id")


def earned(payments: QuerySet[Payment]) -> tuple[int, int]:
    """What was paid and what is still owed, in fen."""
    paid, owed = Q(state=PaymentState.PAID), ~Q(state=PaymentState.PAID)
    sums = payments.aggregate(paid=Sum("amount", filter=paid), owed=Sum("amount", filter=owed))
    return sums["paid"] or 0, sums["owed"] or 0


def journal(fee_list: FeeList) -> list[Entry]:
    """What happened to a list, oldest first."""
    return list(Entry.objects.filter(subject=fee_list.public_id).order_by("id"))


def with_payees(lists: QuerySet[FeeList]) -> QuerySet[FeeList]:
    """The lists with the people who answer for them and the number of their payments."""
    people = ("drafted_by__person", "checked_by__person", "approved_by__person")
    return (
        lists.select_related(*people)
        .annotate(
            payments_made=Count("payments", filter=Q(payments__state=PaymentState.PAID)), payments_all=Count("payments")
        )
        .order_by(F("pk").desc())
    )
