# SPDX-License-Identifier: Apache-2.0
"""An audit in words: what was found, in which cell, by how much, and which rounding explains it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from yizhan.engines.scoring.audit.confined import Audited, as_parameters
from yizhan.engines.scoring.findings import Finding
from yizhan.engines.scoring.sentences import chinese

KINDS: Mapping[str, str | Promise] = {
    "column_total": gettext_lazy("Total of a column"),
    "average": gettext_lazy("Average"),
    "row_sum": gettext_lazy("Sum in the row"),
    "multiple": gettext_lazy("Points per piece"),
    "rate": gettext_lazy("Rate"),
    "share": gettext_lazy("Share of the whole"),
    "change": gettext_lazy("Change"),
    "rank": gettext_lazy("Rank"),
    "cumulative": gettext_lazy("Count since the start of the year"),
    "check": gettext_lazy("Stated by you"),
}

#: How units with the same figure are ranked, as the engine names it at the end of a formula.
_TIES: Mapping[str, str | Promise] = {
    "shared": gettext_lazy("the same figure shares a rank, and ranks are left out after it"),
    "dense": gettext_lazy("the same figure shares a rank, and the next rank follows"),
    "in order": gettext_lazy("every row has its own rank"),
}

#: Findings on the page, each with a link from its cell; the rest is counted.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class FoundAt:
    """One finding: its number on the page, its cell, the sentence, and whether a rounding explains it."""

    number: int
    cell: str
    sentence: str
    is_explained: bool


@dataclass(frozen=True, slots=True)
class CheckedRelation:
    """A relation that was found in the table, and how many figures keep it."""

    kind: str | Promise
    formula: str
    rounding: str
    agreeing: int
    checked: int
    differing: int


def sentence_of(finding: Finding) -> str:
    """A finding of the engine in the reader's language."""
    return chinese(finding) if (get_language() or "").startswith("zh") else _capital(finding.sentence)


def notes_of(audited: Audited) -> list[str]:
    """What is to be known besides, such as cells that hold formulas."""
    return [
        sentence_of(Finding(note["code"], note["message"], None, note["severity"], as_parameters(note["parameters"])))
        for note in audited.report["notes"]
    ]


def summary_of(report: Mapping[str, Any]) -> str:
    """The audit in one sentence."""
    checked, differing, explained = report["checked"], report["differ"], report["explained_by_rounding"]
    if not checked:
        return _("No totals, rates or ranks that could be checked were found.")
    if differing:
        words = ngettext(
            "%(differing)s of %(checked)s figures does not agree.",
            "%(differing)s of %(checked)s figures do not agree.",
            differing,
        )
        return words % {"differing": differing, "checked": checked}
    if explained:
        words = _("All %(checked)s figures agree; %(explained)s of them only with a rounding of its own.")
        return words % {"checked": checked, "explained": explained}
    words = ngettext("%(checked)s figure was checked; it agrees.", "All %(checked)s figures agree.", checked)
    return words % {"checked": checked}


def findings_of(audited: Audited) -> list[FoundAt]:
    """What does not agree, then what only a rounding of its own explains, in the order of the relations."""
    pairs = sorted(zip(audited.report["findings"], audited.roundings, strict=True), key=_is_explained)
    return [
        FoundAt(number, found["cell"], _sentence(found, rounding), found["verdict"] == "rounding")
        for number, (found, rounding) in enumerate(pairs, 1)
    ]


def _is_explained(pair: tuple[Mapping[str, Any], object]) -> bool:
    return bool(pair[0]["verdict"] == "rounding")


def relations_of(audited: Audited) -> Iterator[CheckedRelation]:
    """Every relation that was checked, also those that all figures keep."""
    for relation in audited.report["relations"]:
        yield CheckedRelation(
            KINDS[relation["kind"]],
            _equation(relation["target"], relation["formula"]),
            rounding_words(relation["rounding"]),
            relation["agree"],
            relation["checked"],
            relation["differ"],
        )


def rounding_words(rounding: Mapping[str, Any] | None) -> str:
    """A rounding: to 1 decimal, half up."""
    if rounding is None:
        return ""
    modes = {
        "half_up": _("half up"),
        "half_even": _("half to even"),
        "down": _("cut off"),
        "up": _("always up"),
    }
    words = ngettext("%(count)s decimal, %(mode)s", "%(count)s decimals, %(mode)s", rounding["decimals"])
    return words % {"count": rounding["decimals"], "mode": modes[rounding["mode"]]}


def _sentence(found: Mapping[str, Any], rounding: Mapping[str, Any] | None) -> str:
    facts = {
        "place": " · ".join(part for part in (found["row"], found["column"]) if part),
        "stated": found["stated"],
        "computed": found["computed"],
        "difference": str(abs(Decimal(found["difference"]))),
        "formula": _equation(found["column"], found["relation"]),
    }
    if found["verdict"] == "rounding":
        how = rounding_words(rounding) or _("every share rounded for itself")
        return _("%(place)s: %(stated)s is printed, exactly it is %(computed)s. Explained by rounding: %(how)s.") % {
            **facts,
            "how": how,
        }
    if found["kind"] == "rank":
        return _("%(place)s: rank %(stated)s is printed; by the figures it is %(computed)s.") % facts
    if Decimal(found["difference"]) > 0:
        return _("%(place)s: %(stated)s is printed; %(formula)s gives %(computed)s. %(difference)s too many.") % facts
    return _("%(place)s: %(stated)s is printed; %(formula)s gives %(computed)s. %(difference)s too few.") % facts


def _equation(target: str, formula: str) -> str:
    for style, words in _TIES.items():
        if formula.endswith(f" ({style})"):
            formula = f"{formula.removesuffix(f' ({style})')} ({words})"
    return formula if any(sign in formula for sign in "=≥") else f"{target} = {formula}"


def _capital(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}."


def verdict_words() -> Mapping[str, str]:
    """What the mark of a cell says to those who cannot see it."""
    return {"differs": _("does not agree"), "rounding": _("explained by rounding"), "agrees": _("agrees")}


def first_of(findings: Sequence[FoundAt]) -> dict[str, FoundAt]:
    """For each cell the finding to which its mark leads: a contradiction rather than a rounding."""
    return {found.cell: found for found in sorted(findings, key=lambda one: not one.is_explained) if found.cell}
