# SPDX-License-Identifier: Apache-2.0
"""The three lists of recipients: who gets every issue, who gets this one, to whom a released one goes further."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.domains.network.models import Station
from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.operations import circulation, series
from yizhan.domains.periodicals.operations.addressees import Recipient
from yizhan.domains.periodicals.queries import issues
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Tab
from yizhan.web.items import addresses as going
from yizhan.web.items.fragments import page_or_part
from yizhan.web.periodicals import addresses, places
from yizhan.web.periodicals.recipients import Line, changed, hits, lines_given, lines_of, recipients
from yizhan.web.refusals import status_of
from yizhan.web.steps import NoFields, add_refusal

#: What the form may be sent for besides being written.
_NOT_YET = ("find", "add", "remove", "up")

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """One list: its words, its lines now, where it is written and where work goes on."""

    heading: Words
    lead: Words
    verb: Words
    done: Words
    subject: str
    station: Station
    is_offered: bool
    back: str
    write: Callable[[Sequence[Recipient], int | None], object]
    lines: Sequence[Line] = field(default_factory=list)
    places: Sequence[Tab] = field(default_factory=list)
    seen: int | str = ""


@signed_in
def of_series(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who receives every issue of a periodical."""
    actor = actor_of(request)
    row = access.find_series(actor, public_id)
    page = ListPage(
        heading=_("Default readers"),
        lead=_("Who receives every issue from the next one on. The list of a single issue can still be changed."),
        verb=_("Save"),
        done=_("The readers are set."),
        subject=str(row),
        station=row.station,
        is_offered="set_readers" in access.series_offers(actor, row),
        back=addresses.series(public_id),
        places=places.above_part_of_series(row),
        lines=lines_of(issues.readers_of(row).select_related("post__organization")),
        write=lambda listed, _seen: series.set_readers(actor, public_id, readers=listed),
    )
    return _answer(request, page)


@signed_in
def of_issue(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who receives an issue that is being composed."""
    actor = actor_of(request)
    row = access.find(actor, public_id)
    page = ListPage(
        heading=_("Circulation list"),
        lead=_("Who receives this issue, in the order in which it is printed on the last page."),
        verb=_("Save"),
        done=_("The circulation list is set."),
        subject=str(row),
        station=row.station,
        is_offered="set_circulation" in access.offers(actor, row),
        back=addresses.issue(public_id),
        places=places.above_part(row),
        lines=lines_of(issues.circulation(row).select_related("post__organization")),
        seen=row.version,
        write=lambda listed, seen: circulation.set_circulation(actor, public_id, recipients=listed, seen=seen),
    )
    return _answer(request, page)


@signed_in
def further(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """To whom a released issue goes besides."""
    actor = actor_of(request)
    row = access.find(actor, public_id)
    page = ListPage(
        heading=_("Circulate further"),
        lead=_("Name those who receive the issue besides. Those in the installation have it at once."),
        verb=_("Circulate"),
        done=_("Circulated."),
        subject=str(row),
        station=row.station,
        is_offered="circulate_further" in access.offers(actor, row),
        back=addresses.issue(public_id),
        places=places.above_part(row),
        write=lambda listed, _seen: circulation.circulate_further(actor, public_id, recipients=listed),
    )
    return _answer(request, page)


def _answer(request: HttpRequest, page: ListPage) -> HttpResponse:
    if request.method != "POST":
        return _show(request, page, page.lines)
    lines = lines_given(request.POST)
    if any(name in request.POST for name in _NOT_YET) or request.POST.get("wanted"):
        return _show(request, page, changed(lines, request.POST), seen=_seen(request))
    try:
        page.write(recipients(lines), _seen(request))
    except (Invalid, Conflict) as refusal:
        form = NoFields(request.POST)
        add_refusal(form, refusal)
        return _show(request, page, lines, form=form, status=status_of(refusal))
    messages.success(request, str(page.done))
    return going.go_on(request, page.back)


def _show(
    request: HttpRequest,
    page: ListPage,
    lines: Sequence[Line],
    *,
    form: forms.Form | None = None,
    seen: int | None = None,
    status: int = 200,
) -> HttpResponse:
    wanted = request.POST.get("wanted", "")[:60] if "add" not in request.POST else ""
    context = {
        "page": page,
        "form": form or NoFields(),
        "lines": lines,
        "wanted": wanted,
        "hits": hits(page.station, wanted, lines),
        "act": new_id(),
        "seen": page.seen if seen is None else seen,
    }
    return page_or_part(request, "periodicals/recipients.html", ("recipients", "hits"), context, status=status)


def _seen(request: HttpRequest) -> int | None:
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() else None
