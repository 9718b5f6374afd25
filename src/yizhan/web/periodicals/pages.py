# SPDX-License-Identifier: Apache-2.0
"""The pages of an issue's steps: words, form, operation. Rights, states and races are the operations' business."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.domains.periodicals import access
from yizhan.domains.periodicals.models import Circulation, Entry, Erratum, Issue
from yizhan.domains.periodicals.operations import circulation, composing, release
from yizhan.domains.periodicals.queries import issues, printing
from yizhan.kernel.actors import Actor
from yizhan.kernel.errors import NotFound
from yizhan.web.items.forms import ReasonForm
from yizhan.web.periodicals import addresses, problems
from yizhan.web.periodicals.forms import ErratumForm, HeadingForm, MomentForm, TitleForm
from yizhan.web.periodicals.sheets import sheet_of
from yizhan.web.steps import StepPage

Given = dict[str, Any]


class IssueStepPage(StepPage):
    """The page of one step of an issue; `asked` is the verb of `access.offers` that leads here."""

    template = "periodicals/step.html"
    asked: ClassVar[str] = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Issue:
        """The issue, as the actor may see it."""
        return access.find(actor, public_id)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The page of the issue."""
        return addresses.issue(row.public_id)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What the step is about, and whether it is possible at all, so that an old link says so at once."""
        return {"subject": str(row), "is_offered": self.asked in access.offers(actor, row)}


class ReleasePage(IssueStepPage):
    """Release an issue. The sheet on this page is the one that leaves the house."""

    heading, verb = _("Release the issue"), _("Release the issue")
    done = _("The issue is out; its readers have it.")
    template = "periodicals/release.html"
    asked = "release"
    operation = staticmethod(release.release)

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """What will happen: the numbers it will receive, what stands in it, who will have it, what is in the way."""
        page = printing.printed(row)
        of_entries = problems.of_entries(page)
        return super().context(actor, row) | {
            "numbers": page.numbers,
            "entry_count": sum(len(section.entries) for section in page.sections),
            "reader_count": sum(len(one.lines) for one in page.destinations),
            "problems": problems.of_issue(page),
            "problem_count": len(of_entries),
            "sheet": sheet_of(row, problems=of_entries),
        }


class DiscardingPage(IssueStepPage):
    """Give an issue up."""

    heading, verb, done = _("Discard the issue"), _("Discard the issue"), _("The issue is discarded.")
    lead = _("It never had a number, so none will be missing. Its items are free for another issue.")
    kind = "danger"
    asked = "discard"
    form_class = ReasonForm
    operation = staticmethod(composing.discard)


class TitlePage(IssueStepPage):
    """Give an issue a title and a note."""

    heading, verb = _("Title and note"), _("Save")
    asked = "entitle"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- the same for everybody
        """With what stands there now."""
        return TitleForm(given, initial={"title": row.title, "note": row.note})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Issue:
        """Entitle."""
        return composing.entitle(actor, public_id, title=given["title"], note=given["note"], seen=seen)


class HeadingPage(StepPage):
    """Print an entry under another heading. The row is the entry; the version is that of its issue."""

    heading, verb = _("Heading in this issue"), _("Save")
    template = "periodicals/step.html"

    def find(self, actor: Actor, public_id: uuid.UUID) -> Entry:
        """The entry, if the actor may see its issue."""
        visible = Entry.objects.filter(issue__in=access.visible(actor))
        entry = visible.select_related("issue__series", "item").filter(public_id=public_id).first()
        if entry is None:
            raise NotFound("periodicals.entry.unknown")
        return entry

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- the same for everybody
        """With the heading as it is."""
        return HeadingForm(given, initial={"heading": row.heading})

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Issue:
        """Set the heading."""
        issue = self.find(actor, public_id).issue
        return composing.set_heading(actor, issue.public_id, entry=public_id, heading=given["heading"], seen=seen)

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The entry on the page of its issue."""
        return f"{addresses.issue(row.issue.public_id)}#{addresses.anchor(row.public_id)}"

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """The item's own title beside the field, and the version of the issue."""
        is_offered = "set_heading" in access.offers(actor, row.issue)
        return {"subject": row.item.title, "is_offered": is_offered, "seen": row.issue.version}


class ErratumPage(IssueStepPage):
    """Set right what was wrong in a released issue."""

    heading, verb, done = (
        _("Print a correction"),
        _("Print the correction"),
        _("The correction stands below the issue."),
    )
    lead = _("The issue itself stays as it left the house; the authors and readers see the correction below it.")
    asked = "correct"

    def form(self, actor: Actor, row: Any, given: Any = None, files: Any = None) -> forms.Form:  # noqa: ARG002 -- the same for everybody
        """With the entries to choose from."""
        form = ErratumForm(given)
        field = form.fields["entry"]
        if isinstance(field, forms.ChoiceField):
            entries = [(str(one.public_id), one.heading or one.item.title) for one in issues.entries(row)]
            field.choices = [("", str(_("the issue as a whole"))), *entries]
        return form

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Erratum:  # noqa: ARG002 -- a released issue does not change
        """Print the erratum."""
        entry = uuid.UUID(given["entry"]) if given["entry"] else None
        return release.correct(actor, public_id, text=given["text"], reason=given["reason"], entry=entry)


class LinePage(StepPage):
    """A step of one line of a circulation list. The row is the line."""

    template = "periodicals/step.html"
    form_class = MomentForm
    asked: ClassVar[str] = ""

    def find(self, actor: Actor, public_id: uuid.UUID) -> Circulation:
        """The line, if the actor may see its issue."""
        visible = Circulation.objects.filter(issue__in=access.visible(actor))
        line = visible.select_related("issue__series").filter(public_id=public_id).first()
        if line is None:
            raise NotFound("periodicals.circulation.unknown")
        return line

    def next_url(self, row: Any, result: Any) -> str:  # noqa: ARG002 -- the same for every outcome
        """The list on the page of the issue."""
        return f"{addresses.issue(row.issue.public_id)}#circulation"

    def context(self, actor: Actor, row: Any) -> dict[str, Any]:
        """Who it is about."""
        return {"subject": f"{row.issue} · {row.name}", "is_offered": self.asked in access.offers(actor, row.issue)}


class DeliveryPage(LinePage):
    """Note that the printed issue reached somebody."""

    heading, verb, done = _("Delivered on paper"), _("Note the delivery"), _("The delivery is noted.")
    asked = "note_delivery"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Issue:  # noqa: ARG002 -- a line has no version
        """Note the delivery."""
        issue = self.find(actor, public_id).issue
        return circulation.note_delivery(actor, issue.public_id, line=public_id, at=given["at"])


class PaperReadingPage(LinePage):
    """Note that somebody has read the printed issue."""

    heading, verb, done = _("Read on paper"), _("Note that it was read"), _("The reading is noted.")
    asked = "note_reading"

    def take(self, actor: Actor, public_id: uuid.UUID, *, seen: int | None, given: Given) -> Issue:  # noqa: ARG002 -- a line has no version
        """Note the reading."""
        issue = self.find(actor, public_id).issue
        return circulation.note_reading(actor, issue.public_id, line=public_id, at=given["at"])
