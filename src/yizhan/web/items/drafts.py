# SPDX-License-Identifier: Apache-2.0
"""Between a form and the draft that keeps what somebody is writing."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from yizhan.domains.items.models import Draft
from yizhan.web.items.contributors import Line, packed, unpacked

#: The declaration of truth is given anew each time; files are kept beside the draft.
_NOT_KEPT = frozenset({"is_truthful", "attachments"})

#: Where a draft keeps the contributors.
_LINES = "contributors"


def content(form: type[forms.Form], given: QueryDict, lines: Sequence[Line] = ()) -> dict[str, str]:
    """What to keep of a form, as it was typed."""
    kept = {name: given.get(name, "") for name in form.base_fields if name not in _NOT_KEPT}
    return {**kept, _LINES: packed(lines)}


def initial(draft: Draft) -> dict[str, object]:
    """What the form shows of a draft."""
    return {name: value for name, value in draft.content.items() if name != _LINES}


def lines(draft: Draft) -> list[Line]:
    """The contributors that the draft keeps."""
    return unpacked(draft.content.get(_LINES, ""))
