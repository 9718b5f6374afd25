# SPDX-License-Identifier: Apache-2.0
"""Making the points of a period final."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.domains.appraisal import access
from yizhan.domains.appraisal.operations import freezing
from yizhan.domains.appraisal.permissions import Permission
from yizhan.kernel.errors import Conflict, Invalid, NotFound
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.appraisal import places, presenting
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@signed_in
def freeze(request: HttpRequest, scheme_id: uuid.UUID, period: str) -> HttpResponse:
    """Say what freezing means, and freeze."""
    actor = actor_of(request)
    access.require(actor, Permission.FREEZE)
    version = access.find(actor, scheme_id)
    form, status = forms.Form(request.POST or None), 200
    back = f"{reverse('points')}?period={period}&scheme={version.code}"
    if request.method == "POST":
        form.is_valid()
        try:
            freezing.freeze(actor, uuid.UUID(request.POST.get("key", "")), code=version.code, period=period)
        except (Invalid, Conflict, NotFound) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
        else:
            messages.success(request, _("The points of the period are final."))
            return HttpResponseRedirect(back)
    context = {
        "form": form,
        "act": new_id(),
        "heading": _("Make the points final"),
        "lead": f"{version.name} · {presenting.period_words(period)}",
        "about": _("What is corrected afterwards appears in the period that follows. This cannot be undone."),
        "verb": _("Make them final"),
        "hidden": {"key": str(new_id())},
        "places": places.above("points"),
        "back": back,
    }
    return render(request, "appraisal/entry.html", context, status=status)
