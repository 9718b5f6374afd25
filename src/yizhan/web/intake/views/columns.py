# SPDX-License-Identifier: Apache-2.0
"""Which column is what: the guess with its reasons and the first rows, to be corrected by a person."""

import uuid
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.items import access
from yizhan.domains.items.operations.tables import Proposal
from yizhan.domains.items.permissions import Permission
from yizhan.kernel.errors import Invalid
from yizhan.web.acting import actor_of, post_of, signed_in
from yizhan.web.components import Column, Tab
from yizhan.web.intake import incoming, reading
from yizhan.web.intake.forms import MappingForm
from yizhan.web.intake.incoming import Incoming
from yizhan.web.intake.words import GROUNDS

#: Rows shown beside the columns.
_SHOWN = 3


@signed_in
def columns(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The columns of an upload; a POST notes what they mean and goes on to the check."""
    access.require(actor_of(request), Permission.TAKE_IN)
    waiting = incoming.find(post_of(request), key)
    if waiting.about.intake:
        return redirect("import-report", public_id=waiting.about.intake)
    proposal = reading.proposal_of(waiting)
    given = request.POST if request.method == "POST" else None
    form = MappingForm(given, proposal=proposal, mapping=waiting.about.mapping)
    if form.is_valid() and _is_enough(form, waiting):
        incoming.map_columns(waiting, form.mapping())
        return redirect("import-check", key=key)
    return _show(request, waiting, proposal, form)


def _is_enough(form: MappingForm, waiting: Incoming) -> bool:
    """Whether some column holds the text; the operation knows, the words are the page's own."""
    try:
        reading.check_mapping(waiting, form.mapping())
    except Invalid:
        form.add_error(None, _("No column is taken for the text or the title. Say which one holds it."))
        return False
    return True


def _show(request: HttpRequest, waiting: Incoming, proposal: Proposal, form: MappingForm) -> HttpResponse:
    grounds = {match.column: GROUNDS[match.ground] for match in proposal.matches}
    rows = list(islice((row.cells for row in proposal.first if row.refusal is None), _SHOWN))
    context = {
        "form": form,
        "name": waiting.about.name,
        "places": [Tab(_("Imports"), reverse("imports"))],
        "columns": [
            Column(pgettext("table", "Column"), kind="main"),
            Column(_("is taken for")),
            Column(_("The first rows")),
        ],
        "lines": [
            {
                "column": column,
                "field": form[f"column-{number}"],
                "ground": grounds.get(column, ""),
                "cells": [cells.get(column) for cells in rows],
            }
            for number, column in enumerate(proposal.columns)
        ],
    }
    return render(request, "intake/columns.html", context, status=422 if form.errors else 200)
