# SPDX-License-Identifier: Apache-2.0
"""Writing and handing in. The id of the item is in the address from the first moment, so reload and resend are safe."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yizhan.domains.items import access
from yizhan.domains.items.models import Draft, Item
from yizhan.domains.items.operations import submission
from yizhan.domains.items.permissions import Permission
from yizhan.domains.items.rules import TEXT_LENGTH
from yizhan.domains.items.states import Kind
from yizhan.domains.rulebook import queries as rulebook
from yizhan.domains.topics.operations import answering
from yizhan.domains.topics.operations.answering import Submission
from yizhan.kernel.errors import Conflict, Invalid, NotFound, Refusal
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, post_of, signed_in
from yizhan.web.checks.panels import checks_in
from yizhan.web.components import Fact, Stop
from yizhan.web.items import addresses, attachments, contributors, drafts
from yizhan.web.items.forms import KIND_WORDS, PARTICULARS, SubmissionForm, mark_needed, with_kind
from yizhan.web.items.fragments import page_or_part
from yizhan.web.items.wanted import offer_topics
from yizhan.web.likeness import writing
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal
from yizhan.web.templatetags.dates import moment

#: What the form may be sent for besides handing in: other contributors, a file taken back, a check of the text,
#: the kind that was suggested.
_NOT_YET = ("find", "add", "remove", "even", "drop", "check", "as_kind")


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Begin a new item: give it its id and go to its form."""
    access.require(actor_of(request), Permission.SUBMIT)
    address = reverse("item-write", args=[new_id()])
    topic = request.GET.get("topic", "")
    return redirect(f"{address}?{urlencode({'topic': topic})}" if topic else address)


@signed_in
def write(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The form of a new item, and handing it in."""
    access.require(actor_of(request), Permission.SUBMIT)
    if request.method == "POST":
        return _sent(request, key)
    if access.visible(actor_of(request)).filter(public_id=key).exists():
        return redirect("item-receipt", public_id=key)
    draft = access.drafts(actor_of(request)).filter(key=key).first()
    first = {"kind": Kind.SOCIAL_OPINION, "topic": request.GET.get("topic", "")}
    initial = drafts.initial(draft) if draft else first
    lines = drafts.lines(draft) if draft else []
    return _show(request, key, SubmissionForm(initial=initial), lines, draft=draft)


@require_POST
@signed_in
def save_draft(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Keep what is being written. Autosave calls this; each time is an act of its own."""
    kept = drafts.content(SubmissionForm, request.POST, contributors.lines_given(request.POST))
    submission.save_draft(actor_of(request).requested(None), key, content=kept)
    return HttpResponse(status=204)


@require_POST
@signed_in
def discard_draft(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    submission.discard_draft(actor_of(request), key)
    return HttpResponseRedirect(addresses.wanted_next(request) or "/items/mine/")


@signed_in
def receipt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the author keeps: number, digest, what happens next and where to look."""
    item = access.find(actor_of(request), public_id)
    facts = [
        Fact(_("Number"), item.number),
        Fact(_("Received by"), item.station.name),
        Fact(_("Received at"), moment(item.submitted_at)),
        Fact(_("Contributors"), item.authors),
        Fact(_("Digest"), item.digest),
    ]
    stops = [
        Stop(_("The office reads it and registers it; if something is missing it asks you."), "future"),
        Stop(_("It is edited, reviewed and, if it is taken, printed in an issue."), "future"),
        Stop(_("Each step stands on the page of this item, with date and office."), "future"),
    ]
    context = {
        "item": item,
        "item_url": addresses.item(item.public_id),
        "facts": facts,
        "stops": stops,
        "may_report": access.holds(actor_of(request), Permission.SUBMIT),
    }
    return render(request, "items/receipt.html", context)


def _sent(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The form came back: to be kept, to be shown again with something changed, or to be handed in."""
    if any(name in request.POST for name in _NOT_YET) or request.POST.get("wanted"):
        return _show_again(request, key)
    if "keep" in request.POST:
        return _keep(request, key)
    return _hand_in(request, key)


def _keep(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Keep draft and files, and go on writing; a form that cannot be kept is shown again as it is."""
    lines = contributors.lines_given(request.POST)
    typed = drafts.content(SubmissionForm, request.POST, lines)
    form = _typed(request)
    attachments.keep_chosen(request, key, form)
    try:
        submission.save_draft(actor_of(request).requested(None), key, content=typed)
    except Invalid as refusal:
        add_refusal(form, refusal)
    if form.errors:
        return _show(request, key, form, lines, status=422)
    return redirect("item-write", key=key)


def _hand_in(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    form, lines = SubmissionForm(request.POST), contributors.lines_given(request.POST)
    form.full_clean()
    attachments.keep_chosen(request, key, form)
    if not form.is_valid():
        return _show(request, key, form, lines, status=422)
    if "add_to_known" in request.POST:
        return writing.added(request, key, form) or _show(request, key, form, lines, status=422)
    if "is_known" not in request.POST and (known := writing.known_to(request, key, form)):
        return _show(request, key, form, lines, known=known)
    try:
        item = _submitted(request, key, form, lines)
    except (Invalid, Conflict, NotFound) as refusal:
        _explain(form, refusal)
        return _show(request, key, form, lines, status=status_of(refusal))
    return redirect(addresses.receipt(item.public_id))


def _submitted(request: HttpRequest, key: uuid.UUID, form: SubmissionForm, lines: list[contributors.Line]) -> Item:
    submitted = Submission(
        kind=form.cleaned_data["kind"],
        wording=form.wording(),
        contributors=contributors.contributors(lines),
        is_truthful=form.cleaned_data["is_truthful"],
        is_urgent=form.cleaned_data["is_urgent"],
    )
    topic = form.cleaned_data["topic"]
    return answering.hand_in(actor_of(request), key, submitted=submitted, topic=topic)


def _explain(form: SubmissionForm, refusal: Refusal) -> None:
    """The refusal at its field; what a problem lacks is shown everywhere at once instead of one field after another."""
    if refusal.code != "items.text.problem_incomplete":
        add_refusal(form, refusal)
        return
    for name in ("analysis", *PARTICULARS):
        if not form.cleaned_data.get(name):
            add_refusal(form, Invalid(refusal.code, field=name))


def _show_again(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The same form with what was typed and what was asked for; nothing is checked yet."""
    lines = contributors.lines_given(request.POST)
    if not lines and "drop" not in request.POST:
        lines = [contributors.own_line(post_of(request).person)]
    if "drop" in request.POST:
        attachments.drop(request, request.POST["drop"])
    form = _typed(request)
    attachments.keep_chosen(request, key, form)
    return _show(request, key, form, contributors.changed(lines, request.POST))


def _typed(request: HttpRequest) -> SubmissionForm:
    """The form with what was typed, without complaints about what is still missing."""
    form = SubmissionForm(with_kind(request.POST))
    form.errors.clear()
    return form


def _show(
    request: HttpRequest,
    key: uuid.UUID,
    form: SubmissionForm,
    lines: list[contributors.Line],
    *,
    draft: Draft | None = None,
    known: list[writing.KnownShown] | None = None,
    status: int = 200,
) -> HttpResponse:
    post = post_of(request)
    mark_needed(form, form["kind"].value())
    topic = offer_topics(actor_of(request), form)
    context: dict[str, Any] = {
        "key": key,
        "form": form,
        "act": new_id(),
        "draft": draft,
        "topic": topic,
        "kind_words": KIND_WORDS,
        "particulars": [form[name] for name in PARTICULARS],
        "has_particulars": any(form[name].value() for name in PARTICULARS),
        "files": attachments.unsent(actor_of(request), key),
        "lines": lines,
        **contributors.search(request.POST, post.station_id, lines),
        "known": known,
        "checks": checks_in(request, str(form["kind"].value()), form) if "check" in request.POST else None,
        "may_add": writing.may_add(request),
        "advised": rulebook.value(post.station_id, TEXT_LENGTH),
    }
    parts = ("contributors", "hits", "checked")
    return page_or_part(request, "items/write.html", parts, context, status=status)
