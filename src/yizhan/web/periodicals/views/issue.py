# SPDX-License-Identifier: Apache-2.0
"""The office's page of an issue, and its Word document."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.queries import papers
from yizhan.domains.periodicals.states import State
from yizhan.engines.papers.wordprocessing import docx_of
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.downloads import name_file
from yizhan.web.items.audiences import is_staff
from yizhan.web.items.fragments import page_or_part
from yizhan.web.periodicals import addresses, desks

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@signed_in
def issue(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Compose, or look into the archive; who only receives the issue goes to read it."""
    actor = actor_of(request)
    row = access.find(actor, public_id)
    if not is_staff(actor) or row.station_id != actor.station:
        return redirect(addresses.reading(public_id))
    if row.state == State.COMPOSING:
        context = desks.composing(actor, row, request.GET)
        return page_or_part(request, "periodicals/composing.html", ("composing", "sheet", "waiting"), context)
    if row.state == State.DISCARDED:
        return render(request, "periodicals/discarded.html", desks.discarded(row))
    return render(request, "periodicals/released.html", desks.released(actor, row))


@signed_in
def document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The issue as a Word document; before release a proof with the numbers it would have today."""
    row = access.find(actor_of(request), public_id)
    paper = papers.paper_of(row)
    answer = HttpResponse(docx_of(paper), content_type=_DOCX)
    name_file(answer, f"《{row.series.name}》{paper.head.number_line}.docx")
    return answer
