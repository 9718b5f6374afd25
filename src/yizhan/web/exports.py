# SPDX-License-Identifier: Apache-2.0
"""Note a file before it is handed out: who takes it, what, how many rows, by which filter of the address."""

from django.http import HttpRequest

from yizhan.domains.network.operations import exporting
from yizhan.domains.network.states import Export
from yizhan.web.acting import actor_of


def note(request: HttpRequest, what: Export, number: int, file_format: str, **filters: str) -> None:
    """Leave the entry; `filters` say what stands in the path of the address."""
    said = {**request.GET.dict(), **filters}
    exporting.take_out(actor_of(request), what, number=number, file_format=file_format, filters=said)
