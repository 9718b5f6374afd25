# SPDX-License-Identifier: Apache-2.0
"""Mail and text messages that did not arrive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.notices import access, queries
from yizhan.domains.notices.states import LetterState
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Column
from yizhan.web.notices.rows import problem_of, state_of_letter

#: Letters of one page.
SIZE = 50


@signed_in
def failed(request: HttpRequest) -> HttpResponse:
    """What was given up, and what was tried in vain and is tried again; for senders what they caused themselves."""
    actor = actor_of(request)
    found = access.visible_letters(actor)
    tried = found.filter(state=LetterState.FAILED) | found.filter(state=LetterState.QUEUED, attempts__gt=0)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal():
        tried = tried.filter(pk__lt=int(before[:18]))
    page = list(queries.of_letters(tried)[: SIZE + 1])
    context = {
        "rows": [(one, state_of_letter(one), problem_of(one), access.offers(actor, one)) for one in page[:SIZE]],
        "columns": [
            Column(_("To whom"), kind="main"),
            Column(_("State"), kind="short"),
            Column(_("Why")),
            Column(_("Attempts"), kind="number"),
            Column(_("Next try"), kind="short"),
            Column(_("What can be done"), is_silent=True, kind="short"),
        ],
        "next_url": f"{reverse('failed-letters')}?before={page[SIZE - 1].pk}" if len(page) > SIZE else "",
    }
    return render(request, "notices/letters.html", context)
