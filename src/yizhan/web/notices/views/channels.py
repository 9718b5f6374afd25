# SPDX-License-Identifier: Apache-2.0
"""The channels as they are set up, for the system administrator, with a test. Secrets are only said to be there."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yizhan.domains.notices import access
from yizhan.domains.notices.operations import mending
from yizhan.domains.notices.permissions import Permission
from yizhan.domains.notices.states import Channel
from yizhan.kernel.errors import Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.components import Fact
from yizhan.web.notices.rows import problem_of, state_of_letter
from yizhan.web.steps import add_refusal

#: Last tests that the page shows.
_TESTS = 5


class TestForm(forms.Form):
    """Where a test goes."""

    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=Channel.choices)
    address = forms.CharField(
        label=gettext_lazy("Address or number"),
        max_length=254,
        help_text=gettext_lazy("Your own, so that you see whether it arrives."),
    )


@signed_in
def channels(request: HttpRequest) -> HttpResponse:
    """How mail and text messages leave; on POST a test."""
    actor = actor_of(request)
    access.require(actor, Permission.CHANNEL_TEST)
    form = TestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            mending.test_channel(actor, **form.cleaned_data)
        except Invalid as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The test is on its way; the list below shows what came of it."))
            return redirect("channels")
    tests = access.visible_letters(actor).filter(purpose="test").order_by("-id")[:_TESTS]
    context = {
        "channels": [(Channel.MAIL.label, _mail()), (Channel.SMS.label, _sms())],
        "form": form,
        "act": new_id(),
        "tests": [(one, state_of_letter(one), problem_of(one)) for one in tests],
    }
    return render(request, "notices/channels.html", context, status=422 if form.errors else 200)


def _mail() -> list[Fact]:
    if not settings.EMAIL_HOST:
        return []
    tls = _("TLS") if settings.EMAIL_USE_SSL else _("STARTTLS") if settings.EMAIL_USE_TLS else _("none")
    return [
        Fact(_("Server"), f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"),
        Fact(_("Protection"), tls),
        Fact(_("Signs in as"), settings.EMAIL_HOST_USER or _("nobody")),
        Fact(_("Password"), _is_there(settings.EMAIL_HOST_PASSWORD)),
        Fact(_("Sender"), settings.DEFAULT_FROM_EMAIL),
    ]


def _sms() -> list[Fact]:
    gateway = settings.SMS_GATEWAY
    if gateway is None:
        return []
    return [
        Fact(_("Gateway"), gateway.host),
        Fact(_("Way of calling"), f"{gateway.method} · {gateway.format}"),
        Fact(_("Secret"), _is_there(gateway.secret)),
        Fact(_("Longest wait in seconds"), f"{gateway.timeout:g}"),
    ]


def _is_there(secret: str) -> str:
    return _("given") if secret else _("none given")
