# SPDX-License-Identifier: Apache-2.0
"""The fee rules of the rulebook as a money scheme (RULE-065 to RULE-068, with their open readings)."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from yizhan.domains.appraisal.queries.vocabulary import LEVELS
from yizhan.domains.rewards.queries.tariffs import Tariff, yuan
from yizhan.engines.scoring.language.scheme import Scheme

_OWN_RELEASE = "own-release"


def written(tariff: Tariff) -> Scheme:
    """The scheme that the rules of a day amount to. The version is the day since which they stand like this."""
    raw = tomllib.loads(_text(), parse_float=Decimal)
    raw["scheme"]["version"] = tariff.since.isoformat() if tariff.since else raw["scheme"]["version"]
    amounts = {LEVELS[level][0]: Decimal(yuan(rate)) for level, rate in tariff.rates.items()}
    raw["rule"] = [
        {**rule, "when": {**rule["when"], "level": list(amounts)}, "points_by": {"level": amounts}}
        for rule in raw["rule"]
        if amounts and (tariff.counts_own_release or rule["id"] != _OWN_RELEASE)
    ]
    raw["selection"] = _only(raw["selection"], tariff.levels)
    raw["multiplier"] = _only(raw["multiplier"], tariff.doubling)
    if tariff.cap is None:
        del raw["limit"]
    else:
        raw["limit"][0]["at_most"] = Decimal(yuan(tariff.cap))
    return Scheme.model_validate(raw)


def _only(clauses: list[Mapping[str, Any]], reading: str) -> list[Mapping[str, Any]]:
    """The clause that carries out a reading; none where the reading needs none."""
    return [clause for clause in clauses if clause["id"] == reading]


@cache
def _text() -> str:
    return resources.files("yizhan.domains.rewards").joinpath("fee_scheme.toml").read_text(encoding="utf-8")
