# SPDX-License-Identifier: Apache-2.0
"""A kept audit as a paper: what was checked, what does not agree, by whom and when, with the digest of the file."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.domains.bulletins.models import Audit
from yizhan.engines.papers.layout import Article, Head, Paper, Section, Table
from yizhan.engines.scoring.audit.confined import Audited
from yizhan.kernel.clock import OFFICE_ZONE
from yizhan.web.bulletins.audit_words import findings_of, notes_of, relations_of, summary_of


def paper_of(row: Audit) -> Paper:
    """The paper, in the reader's language."""
    found, at = Audited(**row.found), row.at.astimezone(OFFICE_ZONE)
    findings = [f"{one.number}. {one.cell} {one.sentence}" for one in findings_of(found)]
    said = [
        summary_of(found.report),
        *findings,
        *notes_of(found),
        _("Checked by %(name)s at %(moment)s.")
        % {"name": row.post.person.name if row.post else "", "moment": f"{at:%Y-%m-%d %H:%M}"},
        _("Digest of the file (SHA-256): %(digest)s") % {"digest": row.digest},
    ]
    article = Article(title=row.name, paragraphs=tuple(said), tables=tuple(_tables(found)))
    head = Head(
        series=_("Check of a table"),
        year=at.year,
        number=1,
        document_number=row.digest[:8],
        office=row.station.name,
        date=at.date(),
    )
    return Paper(head=head, sections=(Section(articles=(article,)),))


def _tables(found: Audited) -> list[Table]:
    rows = [(one.formula, str(one.kind), f"{one.agreeing} / {one.checked}") for one in relations_of(found)]
    if not rows:
        return []
    heads = (_("What was checked"), pgettext("of a relation", "Kind"), pgettext("figures", "Agree"))
    return [Table(title=_("What was checked"), heads=heads, rows=tuple(rows))]
