# SPDX-License-Identifier: Apache-2.0
"""Units renamed, merged, joined or split: one unit's history under all its names, and who succeeds whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from yizhan.engines.scoring.findings import Findings
from yizhan.engines.scoring.units.register import Holder, Register, Successor

ChangeKind = Literal["renamed", "merged", "joined", "split"]


@dataclass(frozen=True, slots=True)
class UnitChange:
    """From `day` on, `old` is (part of) `new`, which existed before (`joined`) or begins (`merged`, `split`)."""

    day: date
    kind: ChangeKind
    old: str
    new: str
    share: Fraction | None = None


def apply_changes(register: Register, changes: Sequence[UnitChange], findings: Findings) -> Register:
    """The register after all changes, in the order of their days."""
    holders, codes = list(register.holders), dict(register.codes)
    for change in sorted(changes, key=lambda each: each.day):
        known = change.old in codes or (change.kind == "renamed" and change.new in codes)
        if not known:
            findings.error(
                "units.change_unknown",
                f"the change of {change.day} names '{change.old}', which is no unit",
                unit=change.old,
            )
        elif change.kind == "renamed":
            _rename(change, holders, codes, findings)
        else:
            _succeed(change, holders, codes)
    _settle_shares(holders, findings)
    return Register(holders, codes)


def _rename(change: UnitChange, holders: list[Holder], codes: dict[str, int], findings: Findings) -> None:
    if change.old in codes and change.new in codes:
        sentence = f"'{change.old}' and '{change.new}' are one unit, renamed on {change.day}; keep one of the two rows"
        findings.error("units.renamed_twice_listed", sentence, old=change.old, new=change.new)
        return
    code = codes[change.old] if change.old in codes else codes[change.new]
    names = tuple(name for name in (*holders[code].former_names, change.old) if name != change.new)
    holders[code] = replace(holders[code], name=change.new, former_names=names)
    codes[change.old] = codes[change.new] = code


def _succeed(change: UnitChange, holders: list[Holder], codes: dict[str, int]) -> None:
    if change.new not in codes:
        codes[change.new] = len(holders)
        holders.append(Holder(change.new, versions=holders[codes[change.old]].versions[-1:]))
    old, new = codes[change.old], codes[change.new]
    if change.kind != "joined" and holders[new].start is None and old != new:
        holders[new] = replace(holders[new], start=change.day)
    if old != new:
        successor = Successor(new, change.share if change.share is not None else Fraction(-1))
        holders[old] = replace(
            holders[old], end=change.day - timedelta(days=1), successors=(*holders[old].successors, successor)
        )


def _settle_shares(holders: list[Holder], findings: Findings) -> None:
    """Shares that were not written are equal parts of what is left; together they make one."""
    for code, holder in enumerate(holders):
        if not holder.successors:
            continue
        written = sum((each.share for each in holder.successors if each.share >= 0), Fraction(0))
        blank = sum(1 for each in holder.successors if each.share < 0)
        rest = (1 - written) / blank if blank else Fraction(0)
        shares = [each.share if each.share >= 0 else rest for each in holder.successors]
        if sum(shares) != 1 or rest < 0:
            findings.error(
                "units.shares",
                f"the successors of '{holder.name}' take {float(sum(shares)):g} of its points, not 1",
                unit=holder.name,
            )
        settled = tuple(Successor(each.holder, share) for each, share in zip(holder.successors, shares, strict=True))
        holders[code] = replace(holder, successors=settled)
