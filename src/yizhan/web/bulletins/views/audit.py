# SPDX-License-Identifier: Apache-2.0
"""The audit of a printed table: hand it in, and read which figures do not agree. Nothing of it is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.items import access
from yizhan.domains.items.permissions import Permission
from yizhan.engines.scoring.audit.confined import Audited
from yizhan.engines.scoring.findings import Refused
from yizhan.kernel.errors import Invalid
from yizhan.web.acting import actor_of, signed_in
from yizhan.web.bulletins.audit_grid import MOST_ROWS, grid_rows, letters_of
from yizhan.web.bulletins.audit_words import SHOWN, findings_of, notes_of, relations_of, sentence_of, summary_of
from yizhan.web.bulletins.auditing import audited
from yizhan.web.bulletins.forms import AuditForm
from yizhan.web.components import Column
from yizhan.web.refusals import status_of
from yizhan.web.steps import add_refusal


@signed_in
def audit(request: HttpRequest) -> HttpResponse:
    """The form; a POST answers with the audit itself, which is nowhere else."""
    access.require(actor_of(request), Permission.READ_STATISTICS)
    if request.method != "POST":
        return _show(request, AuditForm())
    form = AuditForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        found = audited(form.cleaned_data["table"], form.cleaned_data["stated"])
    except Invalid as refusal:
        add_refusal(form, refusal)
        return _show(request, form, status_of(refusal))
    except Refused as refused:
        for finding in refused.findings:
            form.add_error(_field_of(finding.code), sentence_of(finding))
        return _show(request, form, 422)
    return _result(request, form.cleaned_data["table"].name, found)


def _field_of(code: str) -> str:
    """A relation that cannot be read was typed; everything else is the table's."""
    return "stated" if code in ("audit.expression", "audit.name_unknown") else "table"


def _show(request: HttpRequest, form: AuditForm, status: int = 200) -> HttpResponse:
    return render(request, "bulletins/audit.html", {"form": form}, status=status)


def _result(request: HttpRequest, name: str, found: Audited) -> HttpResponse:
    findings = findings_of(found)
    context = {
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
    return render(request, "bulletins/audited.html", context)
