# SPDX-License-Identifier: Apache-2.0
"""Bulletins: the list, the page of one as each reader may have it, drafting one, its Word document."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.bulletins import access
from yizhan.domains.bulletins.models import Bulletin, Part
from yizhan.domains.bulletins.operations import drafting
from yizhan.domains.bulletins.permissions import Permission
from yizhan.domains.bulletins.queries import reading
from yizhan.domains.bulletins.states import PUBLISHED, State
from yizhan.domains.items.queries import journals
from yizhan.engines.papers import circulars
from yizhan.engines.papers.wording import chinese_date
from yizhan.engines.papers.wordprocessing import docx_of
from yizhan.kernel import sentences
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import Conflict, Denied, Invalid
from yizhan.kernel.ids import new_id
from yizhan.kernel.models import Entry
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.bulletins import standing
from yizhan.web.bulletins.drawing import charts_of
from yizhan.web.bulletins.forms import BulletinForm
from yizhan.web.components import Column, Fact, HistoryEntry, Tab
from yizhan.web.downloads import name_file
from yizhan.web.periodicals.sheets import text_of
from yizhan.web.refusals import status_of
from yizhan.web.statistics.tables import figure_words
from yizhan.web.steps import add_refusal
from yizhan.web.templatetags.dates import day, moment

#: Rows of one page, and lines of the history.
SIZE, MOST = 50, 100

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#: The page of each verb, in the order of the buttons; the first that is offered is the primary act.
_NOUNS = {
    "release": "release",
    "sign": "signature",
    "check": "check",
    "hand_over": "handover",
    "rewrite": "wording",
    "renew": "figures",
    "take_back": "recall",
    "send_back": "return",
    "prepare_correction": "correction",
    "discard": "discarding",
}


@signed_in
def bulletins(request: HttpRequest) -> HttpResponse:
    """The office: all bulletins by their state; everybody else: what was released and concerns them."""
    actor = actor_of(request)
    before = request.GET.get("before", "")
    found = reading.listed(access.visible(actor))
    if before.isascii() and before.isdigit() and len(before) <= 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: SIZE + 1])
    context = {
        "rows": [(row, reverse("bulletin", args=[row.public_id]), standing.of_bulletin(row)) for row in rows[:SIZE]],
        "columns": [
            Column(_("Title"), kind="main"),
            Column(_("Number"), kind="short"),
            Column(_("State"), kind="short"),
            Column(_("Released"), kind="short"),
        ],
        "is_office": access.holds(actor, Permission.READ_ALL),
        "new_url": reverse("bulletin-new") if access.holds(actor, Permission.DRAFT) else "",
        "audit_url": reverse("bulletin-audit") if access.holds(actor, Permission.AUDIT) else "",
        "next_url": f"{request.path}?before={rows[SIZE - 1].pk}" if len(rows) > SIZE else "",
    }
    return render(request, "bulletins/bulletins.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Draft a bulletin from the figures of a period."""
    actor = actor_of(request)
    access.require(actor, Permission.DRAFT)
    if request.method != "POST":
        return _form(request, BulletinForm(initial={"bulletin": new_id()}))
    form = BulletinForm(request.POST)
    if not form.is_valid():
        return _form(request, form, 422)
    try:
        made = drafting.draft(actor, form.cleaned_data["bulletin"], **form.asked())
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        return _form(request, form, status_of(refusal))
    messages.success(request, _("Drafted from the figures of now. Read it through; every part can be changed."))
    return redirect("bulletin", public_id=made.public_id)


@signed_in
def bulletin(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One bulletin: the paper for whom may read it whole, the own part for everybody who has one."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    context = {
        "bulletin": found,
        "places": [Tab(_("Bulletins"), reverse("bulletins"))],
        "standing": standing.of_bulletin(found),
        "corrects": found.corrects,
        "corrections": list(access.visible(actor).filter(corrects=found, state__in=sorted(PUBLISHED)).order_by("pk")),
        "parts": [_part(part) for part in _own_parts(actor, found)],
    }
    if not access.reads_whole(actor):
        return render(request, "bulletins/own_part.html", context)
    return render(request, "bulletins/bulletin.html", {**context, **_paper(found), **_beside(actor, found)})


@signed_in
def document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The bulletin as a Word document; before release a proof with the number it would have."""
    actor = actor_of(request)
    found = access.find(actor, public_id)
    if not access.reads_whole(actor):
        raise Denied("bulletins.denied", permission=Permission.READ_RELEASED)
    paper = reading.paper_of(found)
    answer = HttpResponse(docx_of(paper), content_type=_DOCX)
    name_file(answer, f"《{paper.head.series}》{paper.head.number_line}.docx")
    return answer


def _form(request: HttpRequest, form: BulletinForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "act": new_id(), "places": [Tab(_("Bulletins"), reverse("bulletins"))]}
    return render(request, "bulletins/new.html", context, status=status)


def _paper(found: Bulletin) -> dict[str, Any]:
    """The bulletin as it is printed, and its charts."""
    paper, figures = reading.paper_of(found), reading.figures_of(found)
    article = paper.articles[0]
    return {
        "paper": paper,
        "article": article,
        "day": chinese_date(paper.head.date),
        "text": text_of(article),
        "charts": charts_of(figures, list(article.tables)),
    }


def _beside(actor: Actor, found: Bulletin) -> dict[str, Any]:
    """What stands beside the paper: the acts, and for the office where it comes from and what happened."""
    acts = [(verb, reverse(f"bulletin-{_NOUNS[verb]}", args=[found.public_id])) for verb in access.offers(actor, found)]
    context = {
        "acts": acts,
        "steps": standing.steps_of(found),
        "document_url": reverse("bulletin-document", args=[found.public_id]),
    }
    if not access.holds(actor, Permission.READ_ALL):
        return context
    return {
        **context,
        "facts": _facts(found),
        "history": _history(found),
        "is_office": True,
        "open_correction": found.corrections.exclude(state__in=sorted({*PUBLISHED, State.DISCARDED})).first(),
    }


def _own_parts(actor: Actor, found: Bulletin) -> list[Part]:
    """The reader's own part, and that of the unit that he or she reads for."""
    if access.holds(actor, Permission.READ_ALL):
        return []
    return list(access.visible_parts(actor).filter(bulletin=found).order_by("pk"))


def _part(part: Part) -> dict[str, Any]:
    words = {**figure_words(), "collected": pgettext("figure", "Handed in")}
    counts = [(words[key], part.content["items"][key]) for key in circulars.COUNTED]
    return {"name": part.name, "counts": counts, "points": part.content["points"], "own": part.content["own"]}


def _facts(found: Bulletin) -> list[Fact]:
    snapshot, wording = reading.snapshot_of(found), reading.wording_of(found)
    said = [
        Fact(_("Kind"), found.get_kind_display()),
        Fact(pgettext("bulletin", "Days"), format_html("{} – {}", day(found.first), day(found.last))),
        Fact(_("Drafted by"), found.post.person.name if found.post else ""),
        Fact(_("Wording"), _("the %(number)s.") % {"number": wording.number}),
        Fact(_("Figures of"), moment(snapshot.at)),
        Fact(pgettext("bulletin", "Checked by"), found.checked_by.person.name if found.checked_by else ""),
        Fact(pgettext("bulletin", "Signed by"), found.signed_by.person.name if found.signed_by else ""),
        Fact(_("Digest of what was signed"), " ".join(found.digest[at : at + 8] for at in range(0, 32, 8)).strip()),
    ]
    return [fact for fact in said if fact.value]


def _history(found: Bulletin) -> list[HistoryEntry]:
    entries = list(Entry.objects.filter(subject=found.public_id).order_by("-id")[:MOST])
    holders = journals.actors(entries)
    return [
        HistoryEntry(
            at=entry.at,
            sentence=sentences.noted(entry.event, entry.facts),
            person=holders[entry.post].person.name if entry.post in holders else "",
        )
        for entry in entries
    ]
