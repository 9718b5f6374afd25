# SPDX-License-Identifier: Apache-2.0
"""Where an import begins: choose a file; below, what was imported before."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yizhan.domains.items import access
from yizhan.domains.items.permissions import Permission
from yizhan.kernel.errors import Invalid
from yizhan.web.acting import actor_of, post_of, signed_in
from yizhan.web.components import Column
from yizhan.web.intake import incoming, reading
from yizhan.web.intake.forms import UploadForm
from yizhan.web.intake.incoming import Incoming
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal

#: Earlier imports on one page.
SIZE = 50


@signed_in
def imports(request: HttpRequest) -> HttpResponse:
    """The form and the earlier imports; a POST brings the file and goes on to its columns."""
    access.require(actor_of(request), Permission.TAKE_IN)
    if request.method != "POST":
        return _show(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        waiting = _kept(request, form)
    except Invalid as refusal:
        add_refusal(form, refusal)
        return _show(request, form, status_of(refusal))
    return redirect("import-mapping", key=waiting.key)


def _kept(request: HttpRequest, form: UploadForm) -> Incoming:
    """The upload, if it can be read at all."""
    waiting = incoming.keep(post_of(request), form.cleaned_data["upload"])
    try:
        reading.proposal_of(waiting)
    except Invalid:
        incoming.throw_away(waiting)
        raise
    return waiting


def _show(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    beyond = request.GET.get("beyond", "")
    left_out = F("read") - F("created") - F("unchanged")
    done = access.intakes(actor_of(request)).select_related("post__person").annotate(left_out=left_out).order_by("-id")
    if beyond.isascii() and beyond.isdigit():
        done = done.filter(pk__lt=int(beyond[:18]))
    rows = list(done.defer("refused")[: SIZE + 1])
    context = {
        "form": form,
        "intakes": rows[:SIZE],
        "columns": [
            Column(_("File"), kind="main"),
            Column(_("Rows read"), kind="number"),
            Column(_("New"), kind="number"),
            Column(_("Known before"), kind="number"),
            Column(_("Left out"), kind="number"),
            Column(_("By"), kind="short"),
            Column(_("When"), kind="short"),
        ],
        "next_url": f"{request.path}?beyond={rows[SIZE - 1].pk}" if len(rows) > SIZE else "",
    }
    return render(request, "intake/imports.html", context, status=status)
