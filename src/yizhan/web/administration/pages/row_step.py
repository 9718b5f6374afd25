# SPDX-License-Identifier: Apache-2.0
"""A step that starts from a row of the network. Such rows count no versions, so what was seen is not asked."""

import uuid
from typing import Any, ClassVar

from django import forms

from yizhan.domains.network.permissions import Permission
from yizhan.kernel.actors import Actor
from yizhan.web.steps import StepPage


class RowStep(StepPage):
    """Finds the row for who holds the right, asks the form, calls the operation with what was answered."""

    permission: ClassVar[Permission]

    def options(self, row: Any) -> dict[str, Any]:  # noqa: ARG002 -- for subclasses
        """What the form needs to know of the row: choices, first proposals."""
        return {}

    def act(self, actor: Actor, row: Any, given: dict[str, Any]) -> Any:
        """Call the operation."""
        raise NotImplementedError  # pragma: no cover -- every page names its operation

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- all see the same form
        """The form, made for the row."""
        return self.form_class(given, files, **self.options(row))

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: dict[str, Any]) -> Any:  # noqa: ARG002 -- no versions
        """Find the row again and act on it."""
        return self.act(actor, self.find(actor, public_id), given)
