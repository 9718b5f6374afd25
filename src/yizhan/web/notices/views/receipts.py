# SPDX-License-Identifier: Apache-2.0
"""Who has signed and who has not, for whoever asked for it and for the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yizhan.domains.notices import access
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.notices.rows import demanded

#: Addressees of one page.
SIZE = 200


@signed_in
def receipts(request: HttpRequest) -> HttpResponse:
    """What must be signed for, newest first, with everybody's state."""
    found = access.visible_receipts(actor_of(request))
    rows = list(found.select_related("entry", "person", "post__organization").order_by("-entry_id", "id")[:SIZE])
    return render(request, "notices/receipts.html", {"demands": demanded(rows)})
