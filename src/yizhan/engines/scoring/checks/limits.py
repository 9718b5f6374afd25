# SPDX-License-Identifier: Apache-2.0
"""Caps that could never be meant, and scopes that cross."""

from decimal import Decimal
from itertools import combinations

from yizhan.engines.scoring.checks.places import PlaceOf
from yizhan.engines.scoring.findings import Findings
from yizhan.engines.scoring.language.period_clauses import Limit
from yizhan.engines.scoring.language.scheme import Scheme


def check_limits(scheme: Scheme, place: PlaceOf, findings: Findings) -> None:
    """A cap below a single rule; caps per event on what is no event; crossing scopes of limits and of sharings."""
    for number, limit in enumerate(scheme.limits):
        _check_single(number, limit, scheme, place, findings)
    _check_crossing(scheme, place, findings)
    for (first, one), (second, other) in combinations(enumerate(scheme.sharings), 2):
        both = sorted(scheme.rules_in(one) & scheme.rules_in(other))
        if both and (one.rules or one.sections) and (other.rules or other.sections):
            sentence = f"rule '{both[0]}' is shared by '{one.id}' ({place(('sharing', first))}) and by '{other.id}'"
            findings.error(
                "scheme.two_sharings", sentence, place(("sharing", second)), rule=both[0], one=one.id, other=other.id
            )


def _check_single(number: int, limit: Limit, scheme: Scheme, place: PlaceOf, findings: Findings) -> None:
    scope = scheme.scoring_in(limit)
    events = {rule.id for rule in scheme.rules}
    if limit.every in ("event", "item") and (limit.rules and not set(limit.rules) <= events):
        findings.error(
            "scheme.limit_on_duty",
            "a limit per event or item cannot hold a duty or a base",
            place(("limit", number)),
            limit=limit.id,
        )
    if limit.at_most is None:
        return
    for id_, most in _greatest_single_amounts(scheme).items():
        if id_ in scope and most > limit.at_most:
            sentence = (
                f"the cap {limit.at_most} of '{limit.id}' is below the {most} that '{id_}' brings at once; "
                "raise the cap or lower the points"
            )
            findings.error(
                "scheme.cap_below_rule",
                sentence,
                place(("limit", number, "at_most")),
                limit=limit.id,
                cap=str(limit.at_most),
                rule=id_,
                points=str(most),
            )


def _greatest_single_amounts(scheme: Scheme) -> dict[str, Decimal]:
    amounts = {rule.id: max(rule.stated_amounts()) for rule in scheme.rules if rule.sign > 0}
    amounts |= {base.id: base.points for base in scheme.bases}
    amounts |= {duty.id: duty.points for duty in scheme.duties if duty.points is not None}
    return amounts


def _check_crossing(scheme: Scheme, place: PlaceOf, findings: Findings) -> None:
    scopes = [
        (("limit", number), limit.id, scheme.scoring_in(limit))
        for number, limit in enumerate(scheme.limits)
        if limit.period
    ]
    scopes += [
        (("zeroing", number), zeroing.id, scheme.scoring_in(zeroing)) for number, zeroing in enumerate(scheme.zeroings)
    ]
    for (path, one, first), (other_path, other, second) in combinations(scopes, 2):
        if first & second and not (first <= second or second <= first):
            sentence = (
                f"'{other}' and '{one}' ({place(path)}) share some rules but neither contains the other, "
                "so their order would matter"
            )
            findings.error("scheme.crossing_limits", sentence, place(other_path), one=one, other=other)
