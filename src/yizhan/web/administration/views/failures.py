# SPDX-License-Identifier: Apache-2.0
"""Deliveries that failed: what did not arrive, why, when it is tried next, and trying again now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yizhan.domains.network import access
from yizhan.domains.network.operations import deliveries
from yizhan.domains.network.permissions import Permission
from yizhan.kernel import outbox
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.administration.journal import lines
from yizhan.web.administration.reaction_titles import title_of
from yizhan.web.components import Column

#: Rows of one page.
SIZE = 50


@signed_in
def failures(request: HttpRequest) -> HttpResponse:
    """What failed and is still owed, newest first."""
    access.require(actor_of(request), Permission.DELIVERY_TRY_AGAIN)
    before = request.GET.get("before", "")
    found = outbox.failures().order_by("-id")
    if before.isascii() and before.isdigit():
        found = found.filter(pk__lt=int(before[:18]))
    page = list(found[: SIZE + 1])
    shown = page[:SIZE]
    told = lines([delivery.entry for delivery in shown])
    context = {
        "rows": [
            {"delivery": delivery, "title": title_of(delivery.reaction), "line": line}
            for delivery, line in zip(shown, told, strict=True)
        ],
        "columns": [
            Column(_("Choose"), is_silent=True, kind="short"),
            Column(_("What did not arrive"), kind="main"),
            Column(_("Why")),
            Column(_("Attempts"), kind="number"),
            Column(_("Next try"), kind="short"),
            Column(_("Try again"), is_silent=True, kind="short"),
        ],
        "act": new_id(),
        "next_url": f"{reverse('failures')}?before={shown[-1].pk}" if len(page) > SIZE else "",
    }
    return render(request, "administration/failures.html", context)


@require_POST
@signed_in
def try_again(request: HttpRequest) -> HttpResponse:
    """Put the chosen deliveries at the head of the queue."""
    chosen = [int(key[:18]) for key in request.POST.getlist("delivery") if key.isascii() and key.isdigit()]
    if not chosen:
        messages.warning(request, _("Nothing was chosen. Tick what is to be tried again."))
        return redirect("failures")
    deliveries.try_again(actor_of(request), chosen)
    said = ngettext(
        "%(count)d delivery is being tried again.", "%(count)d deliveries are being tried again.", len(chosen)
    )
    messages.success(request, said % {"count": len(chosen)})
    return redirect("failures")
