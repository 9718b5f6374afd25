# SPDX-License-Identifier: Apache-2.0
"""The periodicals of the sample: a weekly bulletin, special reports, reports to the city and province, adoptions."""

import uuid
from functools import partial
from typing import TYPE_CHECKING

from yizhan.domains.items.operations import editing, registration, review
from yizhan.domains.items.states import VerificationResult
from yizhan.domains.network.models import Post
from yizhan.domains.network.states import Level, Line
from yizhan.domains.periodicals.models import Column, Issue
from yizhan.domains.periodicals.operations import circulation, composing
from yizhan.domains.periodicals.operations import release as releasing
from yizhan.domains.periodicals.operations import series as founding
from yizhan.domains.periodicals.operations.addressees import Recipient
from yizhan.domains.periodicals.states import CirculationKind, SeriesKind
from yizhan.domains.reporting.operations import adoption, bodies, forwarding
from yizhan.domains.reporting.states import BodyKind, Form
from yizhan.kernel import clock
from yizhan.kernel.actors import Actor
from yizhan.sample.circulars import tell_of_quarter

if TYPE_CHECKING:
    from yizhan.sample.year import Year

_COLUMNS = ("社情民意", "建言献策", "基层声音")

#: Who adopts, by level: name, level, line, kind, publication.
_BODIES = (
    ("区委办公室", Level.COUNTY, Line.PARTY, BodyKind.OFFICE, "岚溪要情"),
    ("区政府办公室", Level.COUNTY, Line.GOVERNMENT, BodyKind.OFFICE, "政务专报"),
    ("市政协", Level.CITY, Line.CPPCC, BodyKind.OFFICE, "江岚社情民意"),
    ("市委办公室", Level.CITY, Line.PARTY, BodyKind.OFFICE, "江岚信息"),
    ("省政协", Level.PROVINCE, Line.CPPCC, BodyKind.OFFICE, "云岭政协信息"),
    ("全国政协办公厅", Level.NATION, Line.CPPCC, BodyKind.OFFICE, "每日社情"),
)


class Bulletins:
    """Composes what waits once a week, and sends the best further."""

    def __init__(self, year: "Year") -> None:
        self.year = year
        self.not_instructed: list[tuple[uuid.UUID, Issue]] = []
        self.waiting: list[uuid.UUID] = []
        self.bodies: dict[str, uuid.UUID] = {}

    def found(self) -> None:
        """Found the two series and enter the adopting bodies; on the last day the quarter before is told of."""
        self.year.at(self.year.end, partial(tell_of_quarter, self.year))
        with clock.at(self.year.start):
            editor, head = self.year.actor("editor"), self.year.actor("reviewer")
            self.weekly = founding.found(
                head,
                name="社情民意",
                kind=SeriesKind.BULLETIN,
                masthead="社情民意",
                issuing_office="政协岚溪区委员会办公室",
            )
            founding.set_columns(editor, self.weekly.public_id, names=_COLUMNS)
            founding.set_readers(editor, self.weekly.public_id, readers=self._readers())
            self.special = founding.found(
                head,
                name="社情民意专报",
                kind=SeriesKind.SPECIAL_REPORT,
                masthead="社情民意专报",
                issuing_office="政协岚溪区委员会办公室",
            )
            for name, level, line, kind, _ in _BODIES:
                self.bodies[name] = bodies.enter_body(editor, name=name, level=level, line=line, kind=kind).public_id

    def release_week(self) -> None:
        """Release what was signed during the week; one in nine by itself, as a special report."""
        alone = [item for item in self.waiting if self.year.happens(0.11)][:1]
        for item in alone:
            self._release_alone(item)
        together = [item for item in self.waiting if item not in alone]
        self.waiting = []
        if together:
            self._release_together(together)

    def _release_together(self, items: list[uuid.UUID]) -> None:
        columns = list(Column.objects.filter(series=self.weekly).order_by("rank"))
        issue = composing.open_issue(self.year.actor("editor"), self.weekly.public_id)
        for item in items:
            column = self.year.chance.choice(columns)
            composing.place(self.year.actor("editor"), issue.public_id, item=item, column=column.public_id)
        self._release(issue, items)

    def _release_alone(self, item: uuid.UUID) -> None:
        issue = composing.open_issue(self.year.actor("editor"), self.special.public_id)
        composing.place(self.year.actor("editor"), issue.public_id, item=item)
        circulation.set_circulation(
            self.year.actor("editor"),
            issue.public_id,
            recipients=[self._recipient("leader", CirculationKind.REPORT_TO)],
        )
        self._release(issue, [item])

    def _release(self, issue: Issue, items: list[uuid.UUID]) -> None:
        released = releasing.release(self.year.actor("signer"), issue.public_id)
        self.year.counts["issues"] += 1
        for reader in ("leader", "chair"):
            if reader == "leader" or released.series_id == self.weekly.pk:
                self.year.later(0.2, 4, partial(self._read, reader, released.public_id))
        for item in items:
            self._send_further(item, released)

    def _read(self, reader: str, issue: uuid.UUID) -> None:
        circulation.mark_read(self.year.actor(reader), issue)

    def _send_further(self, item: uuid.UUID, issue: Issue) -> None:
        if self.year.happens(0.30):
            body = self.year.chance.choice(("区委办公室", "区政府办公室"))
            self.year.later(1, 12, lambda: self._adopt("editor", item, body))
        if self.year.happens(0.45):
            self.year.later(0.3, 4, lambda: self._report(item))
        if self.year.happens(0.20):
            self.year.later(1, 9, lambda: self.year.supervised.instruct(item, issue))
        else:
            self.not_instructed.append((item, issue))
        self.year.later(20, 45, lambda: self.year.archive(item))

    def _report(self, item: uuid.UUID) -> None:
        report = forwarding.forward(self.year.actor("editor"), item)
        self.year.counts["reports"] += 1
        self.year.later(0.5, 5, lambda: self._at_the_city(report.result.public_id))

    def _at_the_city(self, item: uuid.UUID) -> None:
        """The city's office does with the copy what the district did with the original."""
        editor = self.year.actor("city_editor")
        if self.year.happens(0.25):
            registration.decline(editor, item, code="known", reason="同类情况已综合上报。")
            return
        registration.register(editor, item)
        if not self.year.happens(0.7):
            return
        self._sign_at("city", item)
        self._adopt("city_editor", item, "市政协")
        if self.year.happens(0.45):
            self.year.later(1, 6, lambda: self._to_the_province(item))

    def _to_the_province(self, item: uuid.UUID) -> None:
        report = forwarding.forward(self.year.actor("city_editor"), item)
        self.year.counts["reports"] += 1
        self.year.later(2, 12, lambda: self._at_the_province(report.result.public_id))

    def _at_the_province(self, item: uuid.UUID) -> None:
        registration.register(self.year.actor("province_editor"), item)
        if not self.year.happens(0.55):
            return
        self._sign_at("province", item)
        self._adopt("province_editor", item, "省政协")
        if self.year.happens(0.25):
            self.year.later(8, 20, lambda: self._adopt("province_editor", item, "全国政协办公厅"))

    def _sign_at(self, station: str, item: uuid.UUID) -> None:
        """Bring a copy through the review of another station in one go; its two levels need two people there too."""
        editor = self.year.actor(f"{station}_editor")
        editing.verify(editor, item, result=VerificationResult.CONFIRMED, note="已与下级政协核实。")
        review.send_to_review(editor, item)
        review.approve(self.year.actor(f"{station}_reviewer"), item)
        review.approve(self.year.actor(f"{station}_reviewer2"), item)
        review.sign_off(self.year.actor(f"{station}_signer"), item)

    def _adopt(self, who: str, item: uuid.UUID, body: str) -> None:
        actor = self.year.actor(who)
        publication = next(row[4] for row in _BODIES if row[0] == body)
        particulars = adoption.Particulars(
            body=self._body_at(actor, body),
            adopted_on=clock.today(),
            form=self.year.chance.choices((Form.SINGLE, Form.COMPOSITE, Form.SPECIAL), (6, 3, 1))[0],
            publication=publication,
            told_by="刊物原件",
            evidence=f"《{publication}》{clock.today().year}年",
        )
        adoption.record_adoption(actor, item, particulars=particulars)
        self.year.counts["adoptions"] += 1

    def _body_at(self, actor: Actor, name: str) -> uuid.UUID:
        """The body in the list of the actor's own station; entered there when it is missing."""
        if actor.station == self.year.district.station.pk:
            return self.bodies[name]
        key = f"{actor.station}:{name}"
        if key not in self.bodies:
            _, level, line, kind, _ = next(row for row in _BODIES if row[0] == name)
            self.bodies[key] = bodies.enter_body(actor, name=name, level=level, line=line, kind=kind).public_id
        return self.bodies[key]

    def _readers(self) -> list[Recipient]:
        return [
            self._recipient("leader", CirculationKind.REPORT_TO),
            self._recipient("chair", CirculationKind.REPORT_TO),
            Recipient(kind=CirculationKind.SEND_TO, name="市政协办公室"),
            Recipient(kind=CirculationKind.ISSUE_TO, organization=self.year.district.bodies["government"].public_id),
        ]

    def _recipient(self, name: str, kind: str) -> Recipient:
        post = Post.objects.get(pk=self.year.district.actors[name].acting_post)
        return Recipient(kind=kind, post=post.public_id)
