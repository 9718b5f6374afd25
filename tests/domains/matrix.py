# SPDX-License-Identifier: Apache-2.0
"""What every room's steps are tested for, inherited and not retyped: the table is the test data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import serializers
from django.db import models

from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Refusal
from yizhan.kernel.models import Entry


@dataclass(frozen=True)
class Try:
    """One way to take a step: who may, and the call with the arguments it needs beyond actor and id."""

    verb: str
    actor: str
    call: Callable[..., Any]
    arguments: dict[str, Any]
    #: States from which the step leads on, and the events it writes, in order.
    sources: frozenset[str]
    events: tuple[str, ...]

    def take(self, actor: Actor, public_id: Any, **more: Any) -> Any:
        """Call the operation."""
        return self.call(actor, public_id, **self.arguments, **more)


def stored(*rows: models.Model) -> str:
    """Everything stored of these rows and the whole journal: what may not change when a step is refused."""
    fresh = [type(row)._base_manager.get(pk=row.pk) for row in rows]
    return serializers.serialize("json", [*fresh, *Entry.objects.order_by("pk")])


def refuses(step: Callable[[], Any], kind: type[Refusal], *rows: models.Model) -> Refusal:
    """The step is refused in this way, and nothing was written."""
    before = stored(*rows)
    with pytest.raises(kind) as refused:
        step()
    assert type(refused.value) is kind
    assert stored(*rows) == before
    return refused.value
