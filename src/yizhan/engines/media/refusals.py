# SPDX-License-Identifier: Apache-2.0
"""Why a file, a row or a date is not accepted: one error type with a stable code, parameters and an English sentence.

The two sentence templates of a reason are the message ids a face translates:
`gettext(refused.problem_template) % refused.parameters`.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Self

LONGEST_SHOWN = 80
#: Invisible signs that turn the reading direction: "report\u202egnp.exe" shows as "reportexe.png".
BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Reason(StrEnum):
    """Stable codes; the value goes into answers of the interface and into tests, and never changes its meaning."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    BAD_NAME = "bad_name"
    UNKNOWN_KIND = "unknown_kind"
    KIND_MISMATCH = "kind_mismatch"
    TWO_KINDS = "two_kinds"
    PROGRAM = "program"
    MACROS = "macros"
    DYNAMIC_EXCHANGE = "dynamic_exchange"
    SCRIPT = "script"
    EMBEDDED_OBJECT = "embedded_object"
    LOCKED = "locked"
    BOMB = "bomb"
    NESTED_TOO_DEEP = "nested_too_deep"
    UNSAFE_PATH = "unsafe_path"
    OUTSIDE_REFERENCE = "outside_reference"
    ENTITY = "entity"
    ARCHIVE = "archive"
    BROKEN = "broken"
    NO_TEXT = "no_text"
    TOO_LABORIOUS = "too_laborious"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    BROKEN_ROW = "broken_row"
    NO_SUCH_MOMENT = "no_such_moment"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is wrong and what the person can do, as templates over the refusal's parameters."""

    problem: str
    remedy: str


SENTENCES: Mapping[Reason, Sentence] = MappingProxyType(
    {
        Reason.EMPTY: Sentence("“%(name)s” is empty.", "Send the file again; it may not have been saved yet."),
        Reason.TOO_LARGE: Sentence(
            "“%(name)s” is larger than the limit of %(limit)s (%(where)s).", "Send a smaller file, or split it."
        ),
        Reason.BAD_NAME: Sentence(
            "The file name “%(name)s” cannot be used: %(where)s.",
            "Give the file a short, plain name and send it again.",
        ),
        Reason.UNKNOWN_KIND: Sentence(
            "“%(name)s” is not a kind of file that is accepted here.",
            "Send a document, table, picture, recording or PDF instead.",
        ),
        Reason.KIND_MISMATCH: Sentence(
            "“%(name)s” is named like one kind of file, but its content is %(kind)s.",
            "Save it again from the program it came from, or give it the ending %(expected)s.",
        ),
        Reason.TWO_KINDS: Sentence(
            "“%(name)s” is two kinds of file at once: %(where)s.", "Save it again from the program it came from."
        ),
        Reason.PROGRAM: Sentence(
            "“%(name)s” is or contains a program (%(where)s). Nothing was kept.",
            "Send a document, picture or table instead.",
        ),
        Reason.MACROS: Sentence(
            "“%(name)s” contains macros or is saved in a macro format (%(where)s).",
            "Save it without macros, as .docx, .xlsx or .pptx.",
        ),
        Reason.DYNAMIC_EXCHANGE: Sentence(
            "“%(name)s” contains a link that starts another program (%(where)s).",
            "Replace the link by its text or value and save again.",
        ),
        Reason.SCRIPT: Sentence(
            "“%(name)s” contains a script or an action that runs by itself (%(where)s).",
            "Print it to a new PDF and send that.",
        ),
        Reason.EMBEDDED_OBJECT: Sentence(
            "“%(name)s” contains a file packed inside it (%(where)s).",
            "Send the inner file on its own, and paste pictures as pictures.",
        ),
        Reason.LOCKED: Sentence(
            "“%(name)s” is protected by a password or encrypted (%(where)s).",
            "Remove the protection and send it again.",
        ),
        Reason.BOMB: Sentence(
            "“%(name)s” unpacks to far more than it should (%(where)s).", "Send the files it contains one by one."
        ),
        Reason.NESTED_TOO_DEEP: Sentence(
            "“%(name)s” has archives inside archives (%(where)s).", "Send the innermost files on their own."
        ),
        Reason.UNSAFE_PATH: Sentence(
            "“%(name)s” contains a file with a dangerous path (%(where)s).", "Pack the files again, without paths."
        ),
        Reason.OUTSIDE_REFERENCE: Sentence(
            "“%(name)s” loads something from outside when it is opened (%(where)s).",
            "Break the links to other files or templates and save again.",
        ),
        Reason.ENTITY: Sentence(
            "“%(name)s” contains declarations that no document needs and attackers use (%(where)s).",
            "Save it again from the program it came from.",
        ),
        Reason.ARCHIVE: Sentence("“%(name)s” is an archive.", "Send the files it contains one by one."),
        Reason.BROKEN: Sentence(
            "“%(name)s” is damaged or incomplete (%(where)s).", "Open it, save it under a new name and send that."
        ),
        Reason.NO_TEXT: Sentence(
            "“%(name)s” is %(kind)s, from which no text can be read.", "Type the text, or send it as a document."
        ),
        Reason.TOO_LABORIOUS: Sentence(
            "Reading “%(name)s” took more than it may (%(where)s).", "Send it in smaller parts, or as plain text."
        ),
        Reason.NO_ROWS: Sentence(
            "“%(name)s” has no rows (%(where)s).", "Check that the right file or folder was chosen."
        ),
        Reason.TOO_MANY_ROWS: Sentence(
            "“%(name)s” is too large a table (%(where)s).",
            "Split it into several files, or delete unused rows and columns.",
        ),
        Reason.BROKEN_ROW: Sentence("“%(name)s” cannot be read at %(where)s.", "Correct that place and try again."),
        Reason.NO_SUCH_MOMENT: Sentence(
            "“%(text)s” is not a date and time that exists.", "Write it like 2026-01-05 09:30 or 2026年1月5日."
        ),
    }
)


class Refused(Exception):  # noqa: N818 -- named like the other refusals of the house: what happened, not "Error"
    """A file, row or value is not accepted: `reason` is the stable code, `parameters` fill the sentences.

    `name` (the file), `where` (the place in it) and every other parameter are safe to show: cut short, without control
    or direction-turning characters.
    """

    def __init__(self, reason: Reason, **parameters: str | int) -> None:
        self.reason = reason
        self.parameters: Mapping[str, str | int] = {
            key: shown(value) if isinstance(value, str) else value for key, value in parameters.items()
        }
        super().__init__(reason.value, self.parameters)

    @property
    def problem_template(self) -> str:
        """What is wrong, with %(parameter)s places."""
        return SENTENCES[self.reason].problem

    @property
    def remedy_template(self) -> str:
        """What the person can do, with %(parameter)s places."""
        return SENTENCES[self.reason].remedy

    def about(self, name: str) -> Self:
        """The same refusal, said of the outer file: an inner name moves into `where`."""
        parameters = dict(self.parameters)
        inner, where = parameters.get("name"), parameters.get("where")
        if inner is not None and inner != shown(name):
            parameters["where"] = f"{inner}: {where}" if where else inner
        return type(self)(self.reason, **{**parameters, "name": name})

    def __str__(self) -> str:
        filled = {"name": "?", "where": "?", "kind": "?", "limit": "?", "expected": "?", "text": "?", **self.parameters}
        return f"{self.problem_template % filled} {self.remedy_template % filled}"


def shown(text: str) -> str:
    """A text from outside made safe to show: no control, direction or lone surrogate signs, at most 80 characters."""
    cut = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
    return "".join("�" if c in BIDIRECTIONAL or unicodedata.category(c) in {"Cc", "Cs"} else c for c in cut)
