# SPDX-License-Identifier: Apache-2.0
"""What another scheme would give for the same occasions: a draft beside what is in force, differences per account."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from yizhan.domains.appraisal.models import Scheme
from yizhan.domains.appraisal.queries.accounts import Accounts, accounts
from yizhan.domains.appraisal.queries.holders import Subject
from yizhan.engines.scoring.periods import Period

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Difference:
    """One account under both; places are None where a scheme gives none."""

    subject: Subject
    before: Decimal
    after: Decimal
    rank_before: int | None
    rank_after: int | None

    @property
    def change(self) -> Decimal:
        """What the account gains, or loses."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two schemes on one period; `by_rule` says for the second one how much each clause gives altogether."""

    differences: list[Difference]
    total_before: Decimal
    total_after: Decimal
    by_rule: Mapping[str, Decimal]


def compare(former: Scheme | None, tried: Scheme, period: Period) -> Comparison:
    """The accounts under both, the greatest change first. Raises the engine's `Refused`.

    Without a former scheme everything is compared with nothing. Corrections of earlier periods are left out: the
    question is what the clauses give.
    """
    after = accounts(tried, period)
    before = accounts(former, period) if former is not None and former.holder == tried.holder else None
    old, new = _points(before) if before else {}, _points(after)
    subjects = {**(before.subjects if before else {}), **after.subjects}
    rows = [
        Difference(
            subject,
            old.get(code, (ZERO, None))[0],
            new.get(code, (ZERO, None))[0],
            old.get(code, (ZERO, None))[1],
            new.get(code, (ZERO, None))[1],
        )
        for code, subject in subjects.items()
    ]
    rows.sort(key=lambda row: (-abs(row.change), -row.after, row.subject.name))
    return Comparison(
        rows, sum((row.before for row in rows), ZERO), sum((row.after for row in rows), ZERO), _by_rule(after)
    )


def _points(known: Accounts) -> dict[str, tuple[Decimal, int | None]]:
    found = known.appraisal()
    return {
        holder.name: (
            found.decimal(int(found.points[code])),
            found.ranks[code].rank if code in found.ranks else None,
        )
        for code, holder in enumerate(found.context.register.holders)
    }


def _by_rule(known: Accounts) -> dict[str, Decimal]:
    found = known.appraisal()
    amounts = found.accounts.amounts[:, found.context.slots.in_period].sum(axis=(0, 1))
    return {line.name: found.decimal(int(amounts[place])) for place, line in enumerate(found.accounts.lines)}
