# SPDX-License-Identifier: Apache-2.0
"""The audit of a printed table: hand it in, read which figures do not agree, and keep that if it is to be kept."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.bulletins import access
from yizhan.domains.bulletins.models import Audit
from yizhan.domains.bulletins.operations import auditing
from yizhan.domains.bulletins.permissions import Permission
from yizhan.engines.papers.wordprocessing import docx_of
from yizhan.engines.scoring.audit.confined import Audited
from yizhan.engines.scoring.findings import Refused
from yizhan.kernel.errors import Conflict, Invalid
from yizhan.kernel.ids import new_id
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.bulletins.audit_grid import MOST_ROWS, grid_rows, letters_of
from yizhan.web.bulletins.audit_paper import paper_of
from yizhan.web.bulletins.audit_words import SHOWN, findings_of, notes_of, relations_of, sentence_of, summary_of
from yizhan.web.bulletins.forms import AuditForm
from yizhan.web.components import Column, Fact, Tab
from yizhan.web.components import State as Standing
from yizhan.web.downloads import name_file
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal
from yizhan.web.templatetags.dates import moment

#: Rows of one page of the list.
SIZE = 50

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@signed_in
def audit(request: HttpRequest) -> HttpResponse:
    """The form; a POST answers with the audit itself, or leads to where it is kept."""
    actor = actor_of(request)
    access.require(actor, Permission.AUDIT)
    if request.method != "POST":
        return _show(request, AuditForm(initial={"audit": new_id()}))
    form = AuditForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, 422)
    table = form.cleaned_data["table"]
    try:
        handed = auditing.look(actor, table.name, table.file, form.cleaned_data["stated"])
        if form.cleaned_data["is_kept"]:
            kept = auditing.keep(actor, form.cleaned_data["audit"] or new_id(), handed)
            return redirect("audit", public_id=kept.public_id)
    except (Invalid, Conflict) as refusal:
        add_refusal(form, refusal)
        return _show(request, form, status_of(refusal))
    except Refused as refused:
        for finding in refused.findings:
            form.add_error(_field_of(finding.code), sentence_of(finding))
        return _show(request, form, 422)
    return render(request, "bulletins/audited.html", _result(table.name, handed.found))


@signed_in
def audits(request: HttpRequest) -> HttpResponse:
    """The audits that were kept, the latest first."""
    actor = actor_of(request)
    access.require(actor, Permission.AUDIT)
    found = access.visible_audits(actor).select_related("post__person").defer("found").order_by("-id")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) <= 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: SIZE + 1])
    context = {
        "places": _places(),
        "rows": [(row, reverse("audit", args=[row.public_id]), _standing(row)) for row in rows[:SIZE]],
        "columns": [
            Column(_("Table"), kind="main"),
            Column(_("Result")),
            Column(_("Checked by"), kind="short"),
            Column(_("When"), kind="short"),
        ],
        "next_url": f"{request.path}?before={rows[SIZE - 1].pk}" if len(rows) > SIZE else "",
    }
    return render(request, "bulletins/audits.html", context)


@signed_in
def kept(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One kept audit, as it was found then."""
    row = access.find_audit(actor_of(request), public_id)
    context = {
        **_result(row.name, Audited(**row.found)),
        "places": [*_places(), Tab(_("Kept checks"), reverse("audits"))],
        "document_url": reverse("audit-document", args=[row.public_id]),
        "facts": [fact for fact in _facts(row) if fact.value],
    }
    return render(request, "bulletins/audited.html", context)


def _facts(row: Audit) -> list[Fact]:
    return [
        Fact(_("Checked by"), row.post.person.name if row.post else ""),
        Fact(_("When"), moment(row.at)),
        Fact(_("Stated besides"), "; ".join(row.stated)),
        Fact(_("Digest of the file"), " ".join(row.digest[at : at + 8] for at in range(0, 64, 8))),
    ]


@signed_in
def document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A kept audit as a Word document."""
    row = access.find_audit(actor_of(request), public_id)
    answer = HttpResponse(docx_of(paper_of(row)), content_type=_DOCX)
    name_file(answer, f"{row.name}.docx")
    return answer


def _places() -> list[Tab]:
    return [Tab(_("Bulletins"), reverse("bulletins"))]


def _standing(row: Audit) -> Standing:
    if not row.checked:
        return Standing(_("nothing to check"), "closed")
    counted = {"checked": row.checked, "differing": row.differing}
    if row.differing:
        return Standing(_("%(differing)s of %(checked)s do not agree") % counted, "refused")
    return Standing(_("all %(checked)s agree") % counted, "done")


def _field_of(code: str) -> str:
    """A relation that cannot be read was typed; everything else is the table's."""
    return "stated" if code in ("audit.expression", "audit.name_unknown") else "table"


def _show(request: HttpRequest, form: AuditForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "act": new_id(), "kept_url": reverse("audits"), "places": _places()}
    return render(request, "bulletins/audit.html", context, status=status)


def _result(name: str, found: Audited) -> dict[str, Any]:
    findings = findings_of(found)
    return {
        "name": name,
        "summary": summary_of(found.report),
        "report": found.report,
        "findings": findings[:SHOWN],
        "has_more_findings": len(findings) > SHOWN,
        "relations": list(relations_of(found)),
        "relation_columns": [
            Column(_("What was checked"), kind="main"),
            Column(pgettext("of a relation", "Kind"), kind="short"),
            Column(_("Rounding")),
            Column(pgettext("figures", "Agree"), kind="number"),
        ],
        "notes": notes_of(found),
        "letters": letters_of(found),
        "rows": grid_rows(found, findings),
        "is_cut": len(found.rows) > MOST_ROWS,
    }
