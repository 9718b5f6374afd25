# SPDX-License-Identifier: Apache-2.0
"""What came of an import: kept for good, with every row that was left out and why."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.items import access
from yizhan.domains.items.models import Intake
from yizhan.kernel.errors import NotFound
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Tab
from yizhan.web.intake import refused
from yizhan.web.intake.words import refused_then


@signed_in
def report(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The report of an import."""
    done = _intake(request, public_id)
    context = {
        "intake": done,
        "places": [Tab(_("Imports"), reverse("imports"))],
        "items_url": reverse("items"),
        **refused.part(refused_then(done), reverse("import-report-refused", args=[public_id])),
    }
    return render(request, "intake/report.html", context)


@signed_in
def refused_rows(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The rows that were left out, as a file."""
    return refused.as_file(refused_then(_intake(request, public_id)))


def _intake(request: HttpRequest, public_id: uuid.UUID) -> Intake:
    done = access.intakes(actor_of(request)).select_related("post__person").filter(public_id=public_id).first()
    if done is None:
        raise NotFound("items.intake.unknown")
    return done
