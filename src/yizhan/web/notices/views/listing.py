# SPDX-License-Identifier: Apache-2.0
"""What the person was told: the list by matter, what has just arrived, opening, signing, the date as a file."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from yizhan.domains.duty.operations import calling
from yizhan.domains.notices import access, queries
from yizhan.domains.notices.operations import telling
from yizhan.engines.calendars.icalendar import Appointment, calendar_file
from yizhan.kernel import clock
from yizhan.kernel.errors import NotFound
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Tab
from yizhan.web.notices.rows import grouped, place_of, sentence_of, titles_of

#: Notices of one page.
SIZE = 50

#: What has just arrived is said one by one up to here.
_ARRIVED = 3


@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told, the newest matter first."""
    actor, only = actor_of(request), request.GET.get("only", "")
    found = access.visible(actor)
    chosen = {"waiting": queries.waiting, "receipt": queries.to_sign}.get(only)
    before = request.GET.get("before", "")
    rows = queries.listed(chosen(found) if chosen else found)
    if before.isascii() and before.isdecimal():
        rows = rows.filter(pk__lt=int(before[:18]))
    page = list(rows[: SIZE + 1])
    query = f"only={only}&" if chosen else ""
    context = {
        "groups": grouped(page[:SIZE]),
        "tabs": [
            Tab(pgettext("notices", "All"), reverse("notices"), not chosen),
            Tab(_("Not done with"), f"{reverse('notices')}?only=waiting", only == "waiting"),
            Tab(_("To be signed for"), f"{reverse('notices')}?only=receipt", only == "receipt"),
        ],
        "newest": page[0].public_id if page and not before else "",
        "next_url": f"{reverse('notices')}?{query}before={page[SIZE - 1].pk}" if len(page) > SIZE else "",
        "demands": access.visible_receipts(actor).exists(),
        "failures": access.visible_letters(actor).filter(state="failed").exists(),
    }
    return render(request, "notices/notices.html", context)


@signed_in
def arrived(request: HttpRequest) -> HttpResponse:
    """What arrived after a notice that the page knows, as messages."""
    after = request.GET.get("after", "")
    known = int(after[:18]) if after.isascii() and after.isdecimal() else 0
    fresh = list(queries.listed(queries.unread(access.visible(actor_of(request))).filter(pk__gt=known))[: _ARRIVED + 1])
    titles = titles_of(fresh)
    rows = [(one, titles.get(one.matter, "") if one.matter else "", sentence_of(one)) for one in fresh[:_ARRIVED]]
    return render(request, "notices/notices.html#arrived", {"rows": rows, "more": len(fresh) > _ARRIVED})


@require_POST
@signed_in
def open_notice(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note that a notice was read, and go to what it is about."""
    actor = actor_of(request)
    return HttpResponseRedirect(place_of(actor, telling.mark_read(actor, public_id)))


@require_POST
@signed_in
def sign(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Sign for a notice."""
    calling.sign(actor_of(request), public_id)
    messages.success(request, _("Signed for. Whoever sent it can see that."))
    return redirect(f"{reverse('notices')}#{public_id}")


@require_POST
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    """Note that everything was read that the page showed."""
    given = request.POST.get("newest", "")
    try:
        newest = uuid.UUID(given) if given else None
    except ValueError:
        newest = None
    telling.mark_all_read(actor_of(request), newest=newest)
    return HttpResponseRedirect(reverse("notices"))


@signed_in
def calendar(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The date of a notice for one's own calendar."""
    notice = access.find(actor_of(request), public_id)
    if notice.due_at is None:
        raise NotFound("notices.notice.unknown")
    title = titles_of([notice]).get(notice.matter or notice.public_id, "") or sentence_of(notice)
    written = Appointment(
        uid=f"{notice.entry.subject}@yizhan",
        title=title,
        start=notice.due_at.astimezone(clock.OFFICE_ZONE),
        stamp=notice.at,
        is_all_day=notice.is_all_day,
        url=request.build_absolute_uri(reverse("notices")),
    )
    answer = HttpResponse(calendar_file([written]), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="yizhan.ics"'
    return answer
