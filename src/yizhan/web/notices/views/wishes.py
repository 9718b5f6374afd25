# SPDX-License-Identifier: Apache-2.0
"""How one is told outside the page: addresses and their codes, manners, quiet hours, digests, capacities."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yizhan.domains.notices import queries
from yizhan.domains.notices.models import Wishes
from yizhan.domains.notices.operations import addresses, wishing
from yizhan.domains.notices.states import Audience, Channel, Manner
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import NotFound, Refusal
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in

_HOURS = [(str(hour), f"{hour:02d}:00") for hour in range(24)]


class WishesForm(forms.Form):
    """What a person may choose; an empty choice follows the institution."""

    mail_manner = forms.ChoiceField(label=gettext_lazy("By mail"), required=False)
    sms_manner = forms.ChoiceField(label=gettext_lazy("By text message"), required=False)
    quiet_from = forms.TypedChoiceField(label=gettext_lazy("Quiet from"), coerce=int, required=False, empty_value=None)
    quiet_until = forms.TypedChoiceField(label=gettext_lazy("until"), coerce=int, required=False, empty_value=None)
    digest_hours = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hours of the digest"),
        coerce=int,
        choices=_HOURS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: the hour of the institution."),
    )
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Tell me outside the page only"),
        choices=Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: in every capacity. Urgent notices always come."),
    )
    with_calendar = forms.BooleanField(label=gettext_lazy("Attach dates as calendar files"), required=False)

    def __init__(self, given: Any, *, chosen: Wishes | None, habits: queries.Habits) -> None:
        initial = {
            "mail_manner": chosen.mail_manner if chosen else "",
            "sms_manner": chosen.sms_manner if chosen else "",
            "quiet_from": chosen.quiet_from if chosen else None,
            "quiet_until": chosen.quiet_until if chosen else None,
            "digest_hours": chosen.digest_hours if chosen else [],
            "audiences": chosen.audiences if chosen else [],
            "with_calendar": chosen.with_calendar if chosen else True,
        }
        super().__init__(given, initial=initial)
        for name, channel in (("mail_manner", Channel.MAIL), ("sms_manner", Channel.SMS)):
            own = Manner(habits.manners[channel]).label
            self._offer(name, _("as the institution has it: %(value)s") % {"value": own}, list(Manner.choices))
        for name, hour in (("quiet_from", habits.quiet_from), ("quiet_until", habits.quiet_until)):
            self._offer(name, _("as the institution has it: %(value)s") % {"value": f"{hour:02d}:00"}, _HOURS)

    def _offer(self, name: str, default: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        field.choices = [("", default), *choices]  # type: ignore[attr-defined]  # a choice field, which the stubs forget

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a begin and an end, or neither."""
        given = super().clean() or {}
        hours = given.get("quiet_from"), given.get("quiet_until")
        if (hours[0] is None) != (hours[1] is None):
            self.add_error("quiet_until", _("Choose both hours, or neither."))
        return given


@signed_in
def wishes(request: HttpRequest) -> HttpResponse:
    """How the person is told; on POST a new choice."""
    actor = actor_of(request)
    habits = queries.habits(actor.station)
    chosen = queries.wishes_of([actor.acting_person]).get(actor.acting_person)
    form = WishesForm(request.POST if request.method == "POST" else None, chosen=chosen, habits=habits)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        start, end = given.pop("quiet_from"), given.pop("quiet_until")
        wishing.wish(actor, quiet_hours=None if start is None else (start, end), **given)
        messages.success(request, _("From now on you are told like this."))
        return redirect("wishes")
    context = {"form": form, "act": new_id(), "channels": _channels(actor)}
    return render(request, "notices/wishes.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def address(request: HttpRequest, channel: str) -> HttpResponse:
    """Name one's address, or ask for another code."""
    given = request.POST.get("address", "")
    return _back(request, lambda actor: addresses.give_address(actor, channel=channel, address=given), _CODE_SENT)


@require_POST
@signed_in
def code(request: HttpRequest, channel: str) -> HttpResponse:
    """Prove an address with its code."""
    try:
        proved = addresses.prove_address(actor_of(request), channel=channel, code=request.POST.get("code", ""))
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(sentences.refused(refusal)))
        return redirect("wishes")
    if proved.verified_at is None:
        messages.error(request, _("This is not the code. Look at the last one that was sent."))
    else:
        messages.success(request, _("Proved. From now on notices can reach you there."))
    return redirect("wishes")


@require_POST
@signed_in
def removal(request: HttpRequest, channel: str) -> HttpResponse:
    """Take one's address back."""
    return _back(request, lambda actor: addresses.remove_address(actor, channel=channel), _REMOVED)


_CODE_SENT = gettext_lazy("A code is on its way. Type it here when it arrives.")
_REMOVED = gettext_lazy("Removed. Nothing is sent there any more.")


def _back(request: HttpRequest, act: Any, done: Any) -> HttpResponse:
    try:
        act(actor_of(request))
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(sentences.refused(refusal)))
    else:
        messages.success(request, str(done))
    return redirect("wishes")


def _channels(actor: Actor) -> list[dict[str, Any]]:
    known = queries.addresses_of([actor.acting_person])
    is_set_up = {Channel.MAIL: bool(settings.EMAIL_HOST), Channel.SMS: settings.SMS_GATEWAY is not None}
    return [
        {
            "key": channel.value,
            "label": channel.label,
            "address": known.get((actor.acting_person, channel.value)),
            "is_set_up": is_set_up[channel],
            "kind": "email" if channel == Channel.MAIL else "tel",
        }
        for channel in Channel
    ]
