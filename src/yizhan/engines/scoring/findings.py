# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a scheme, an events file or a table, and where: codes and plain parameters, no user texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "note"]
Parameter = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a text file, or a cell of a table."""

    file: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """`file:line (column)`, as editors understand it."""
        line = f":{self.line}" if self.line is not None else ""
        column = f" ({self.column})" if self.column else ""
        return f"{self.file}{line}{column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend (`error`) or to know (`note`).

    `code` is stable and names a sentence in each language of the faces; `sentence` is the English one.
    """

    code: str
    sentence: str
    place: Place | None = None
    severity: Severity = "error"
    parameters: dict[str, Parameter] = field(default_factory=dict)

    def plain(self) -> dict[str, object]:
        """For JSON."""
        parameters = {
            name: list(value) if isinstance(value, tuple) else value for name, value in self.parameters.items()
        }
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.sentence,
            "file": self.place.file if self.place else None,
            "line": self.place.line if self.place else None,
            "cell": self.place.column if self.place else None,
            "parameters": parameters,
        }

    def __str__(self) -> str:
        """The place and the English sentence."""
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class Refused(Exception):  # noqa: N818 -- a refusal is an answer, not a failure of the program
    """Input that cannot be computed without guessing. Nothing was computed."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep every finding, so that all of them can be mended at once."""
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, or an empty text. Two of four characters alike are enough in Chinese."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.5)), "")


def refusal(code: str, sentence: str, place: Place | None = None, **parameters: Parameter) -> Refused:
    """A refusal with a single reason."""
    return Refused([Finding(code, sentence, place, "error", parameters)])


class Findings:
    """Collects findings; stops the work when an error is among them."""

    #: A broken file brings the same mistake thousands of times; the first ones are enough to mend it.
    MOST_OF_ONE_CODE = 20

    def __init__(self) -> None:
        """Start empty."""
        self._findings: list[Finding] = []
        self._counts: dict[str, int] = {}

    def __iter__(self) -> Iterator[Finding]:
        """All findings kept, in the order they were made."""
        return iter(self._findings)

    def error(self, code: str, sentence: str, place: Place | None = None, **parameters: Parameter) -> None:
        """Something that has to be mended."""
        self._add(Finding(code, sentence, place, "error", parameters))

    def note(self, code: str, sentence: str, place: Place | None = None, **parameters: Parameter) -> None:
        """Something to know; the work goes on."""
        self._add(Finding(code, sentence, place, "note", parameters))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Take over what another step found."""
        for finding in findings:
            self._add(finding)

    def refuse_errors(self) -> None:
        """Raise `Refused` with everything found so far if an error is among it."""
        if any(finding.severity == "error" for finding in self._findings):
            raise Refused([*self._findings, *self._summaries()])

    def _add(self, finding: Finding) -> None:
        count = self._counts[finding.code] = self._counts.get(finding.code, 0) + 1
        if count <= self.MOST_OF_ONE_CODE:
            self._findings.append(finding)

    def _summaries(self) -> Iterator[Finding]:
        for code, count in self._counts.items():
            if count > self.MOST_OF_ONE_CODE:
                more = count - self.MOST_OF_ONE_CODE
                yield Finding(
                    "more_of_the_same",
                    f"and {more} more of the kind {code}",
                    None,
                    "error",
                    {"code": code, "more": more},
                )
