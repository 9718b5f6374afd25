# SPDX-License-Identifier: Apache-2.0
"""Ids are unique, and every name that a clause mentions exists."""

from collections.abc import Iterable

from yizhan.engines.scoring.checks.places import PlaceOf, alias, clauses
from yizhan.engines.scoring.findings import Findings, nearest
from yizhan.engines.scoring.language.clause import Scoped
from yizhan.engines.scoring.language.declared_fields import RESERVED_NAMES
from yizhan.engines.scoring.language.period_clauses import POINTS, Duty, Limit, Zeroing
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.toml_lines import Path

PERIOD_KEYS = ("month", "quarter", "half_year", "year")


def check_names(scheme: Scheme, place: PlaceOf, findings: Findings) -> None:
    """Duplicates, reserved names, references that lead nowhere."""
    _Names(scheme, place, findings).check()


class _Names:
    def __init__(self, scheme: Scheme, place: PlaceOf, findings: Findings) -> None:
        self.scheme, self.place, self.findings = scheme, place, findings
        self.sections = {section.id for section in scheme.sections}
        self.rules = {rule.id for rule in scheme.rules}
        self.scoring = self.rules | {duty.id for duty in scheme.duties} | {base.id for base in scheme.bases}
        self.measures = {measure.id for measure in scheme.measures}

    def check(self) -> None:
        self._unique()
        for name in sorted(RESERVED_NAMES & set(self.scheme.fields)):
            self.findings.error(
                "scheme.reserved_name",
                f"'{name}' has a meaning of its own; name the field differently",
                self.place(("fields", name)),
                name=name,
            )
        for path, clause in clauses(self.scheme):
            self._section(path, getattr(clause, "section", ""))
            measures = self.measures | {POINTS} if isinstance(clause, Duty) else self.measures
            self._known(path, "measure", filter(None, [getattr(clause, "measure", None)]), measures)
            if isinstance(clause, Scoped):
                known = self.scoring if isinstance(clause, Limit | Zeroing) else self.rules
                self._known((*path, "rules"), "rule", clause.rules, known)
                self._known((*path, "sections"), "section", clause.sections, self.sections)
        self._event_clauses()
        self._result_clauses()

    def _unique(self) -> None:
        """Clauses among themselves; sections and measures among themselves, because a ranking may name either."""
        figures = [
            ((alias(table), number), each.id)
            for table in ("sections", "measures")
            for number, each in enumerate(getattr(self.scheme, table))
        ]
        for named in ([(path, clause.id) for path, clause in clauses(self.scheme)], figures):
            seen: dict[str, Path] = {}
            for path, id_ in named:
                if id_ in seen:
                    first = str(self.place(seen[id_]))
                    sentence = f"the id '{id_}' is already used at {first}"
                    self.findings.error("scheme.duplicate_id", sentence, self.place(path), id=id_, first=first)
                seen.setdefault(id_, path)

    def _section(self, path: Path, section: str | None) -> None:
        if section:
            self._known(path, "section", [section], self.sections)
        elif section is None and self.sections and path[0] != "duty":
            self.findings.error(
                "scheme.section_missing", "the scheme has sections; say to which this belongs", self.place(path)
            )
        elif section is None and self.sections and self.scheme.duties[int(path[1])].scores:
            self.findings.error(
                "scheme.section_missing", "this duty scores; say to which section it belongs", self.place(path)
            )

    def _known(self, path: Path, what: str, names: Iterable[str], known: Iterable[str]) -> None:
        known = list(known)
        for name in names:
            if name not in known:
                near = nearest(name, known)
                hint = f"; did you mean '{near}'?" if near else f"; there is {', '.join(sorted(known)) or 'none'}"
                self.findings.error(
                    "scheme.unknown_name",
                    f"there is no {what} '{name}'{hint}",
                    self.place(path),
                    what=what,
                    name=name,
                    near=near,
                )

    def _event_clauses(self) -> None:
        groupings = {"holder", "event", "item", *PERIOD_KEYS, *self._fields("listed", "ordered", "text", "yes_no")}
        for number, rule in enumerate(self.scheme.rules):
            path: Path = ("rule", number)
            self._known((*path, "instead_of"), "rule", rule.instead_of, self.rules - {rule.id})
            self._known((*path, "ladder_per"), "grouping", rule.ladder_per, groupings)
            self._known((*path, "times"), "number field", filter(None, [rule.times]), self._fields("number"))
            self._known((*path, "points_by"), "listed field", rule.points_by or (), self._fields("listed", "ordered"))
        for number, selection in enumerate(self.scheme.selections):
            path = ("selection", number)
            self._known((*path, "per"), "grouping", selection.per, groupings)
            self._known((*path, "by"), "ordered field", filter(None, [selection.by]), self._fields("ordered"))
            self._known(
                (*path, "once_per"),
                "field",
                filter(None, [selection.once_per]),
                self._fields("listed", "ordered", "text"),
            )

    def _result_clauses(self) -> None:
        for number, measure in enumerate(self.scheme.measures):
            path: Path = ("measure", number)
            self._known((*path, "sum"), "number field", filter(None, [measure.sum]), self._fields("number"))
            self._known(
                (*path, "distinct"),
                "field",
                filter(None, [measure.distinct]),
                {"item", *self._fields("listed", "ordered", "text")},
            )
        for number, award in enumerate(self.scheme.awards):
            self._known(
                ("award", number, "needs"), "measure", (need.measure for need in award.needs), self.measures | {POINTS}
            )
        for number, indicator in enumerate(self.scheme.indicators):
            known = self._fields("listed", "ordered", "text")
            self._known(("indicator", number, "for_each"), "field", filter(None, [indicator.for_each]), known)
        if self.scheme.ranking:
            known = {"points", *self.sections, *self.measures}
            self._known(("ranking", "by"), "figure", self.scheme.ranking.by, known)

    def _fields(self, *types: str) -> set[str]:
        return {name for name, declared in self.scheme.fields.items() if declared.type in types}
