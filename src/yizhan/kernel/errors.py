# SPDX-License-Identifier: Apache-2.0
"""The four ways to refuse. A refusal carries facts, not sentences; a face asks the room's sentences for the words.

`Denied` says "you may not", `Conflict` says "too late or already done": one is about rights, the other about time.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yizhan.kernel.events import Event

Plain = str | int | float | bool | None


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer, not a fault
    """An operation did not happen and nothing was written.

    `code` names the sentence (`items.text.empty`), `field` says where, `parameters` fill the sentence.
    `breach`, if given, is recorded in the journal after the roll-back: some refusals are matters of discipline
    (RULE-023).
    """

    def __init__(self, code: str, *, field: str = "", breach: "Event | None" = None, **parameters: Plain) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.breach = breach
        self.parameters = parameters

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{self.code}({facts})" if facts else self.code


class NotFound(Refusal):
    """There is no such thing, or the actor may not know that there is."""


class Denied(Refusal):
    """The actor sees the thing but may not do this to it."""


class Conflict(Refusal):
    """The thing is no longer in the state that the actor saw, or the request was used for something else."""


class Invalid(Refusal):
    """What was handed in does not satisfy a rule."""
