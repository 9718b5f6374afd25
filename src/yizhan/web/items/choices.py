# SPDX-License-Identifier: Apache-2.0
"""Selects of a list's filters. Django renders each option through a template of its own, which forty units notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Choice:
    """One select: the name of the field, its label, the value in force, and what may be chosen besides nothing."""

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str]]
    empty: str = ""

    @property
    def id_for_label(self) -> str:
        """What the label belongs to."""
        return f"filter-{self.name}"

    def select(self) -> SafeString:
        """The control."""
        options = [("", self.empty or _("any")), *self.options]
        inner = "".join(
            f'<option value="{escape(value)}"{" selected" if value == self.value else ""}>{escape(word)}</option>'
            for value, word in options
        )
        return SafeString(f'<select class="control" name="{self.name}" id="{self.id_for_label}">{inner}</select>')
