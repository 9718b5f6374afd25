# SPDX-License-Identifier: Apache-2.0
"""What must stay as it is when an operation refuses: every row of the room and the whole journal."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from yizhan.kernel.errors import Refusal
from yizhan.kernel.models import Entry


def refused(act: Callable[[], Any], kind: type[Refusal], code: str) -> Refusal:
    """The refusal of an act that must have written nothing."""
    before = _everything()
    with pytest.raises(Refusal) as caught:
        act()
    assert (type(caught.value), caught.value.code) == (kind, code)
    assert _everything() == before
    return caught.value


def _everything() -> list[Any]:
    rows = [
        list(model._base_manager.order_by("pk").values()) for model in apps.get_app_config("supervision").get_models()
    ]
    return [*rows, list(Entry.objects.order_by("pk").values_list("pk", flat=True))]
