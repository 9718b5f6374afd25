# SPDX-License-Identifier: Apache-2.0
"""Pages of award rounds: from opening to the certificate, what each reads, what a page costs, proposals."""

import datetime
import io
import zipfile
from collections.abc import Callable
from functools import partial

import pytest

from tests.conftest import Recorded
from tests.factories import awards, items
from tests.factories.network import House
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.awards.models import Nomination, Objection, Recommendation, Round
from yizhan.domains.awards.states import Kind
from yizhan.kernel import clock, outbox
from yizhan.kernel.actors import Actor
from yizhan.kernel.ids import new_id
from yizhan.web.waiting import waiting_for
from yizhan.web.workbench.waiting import waiting


def form_of() -> dict[str, str]:
    """A round of the last days as the page sends it."""
    today = clock.today()
    return {
        "round": str(new_id()),
        "kind": Kind.OFFICER,
        "name": "年度优秀信息员评选",
        "first": str(today - datetime.timedelta(days=30)),
        "last": str(today),
        "instrument": "《信息工作表彰办法》第三条",
        "places": "1",
        "prize": "保温杯一只",
    }


def acts_of(actor: Actor, url: str) -> list[str]:
    """The acts on the round that the actor's workbench offers."""
    return [one.act_url for one in waiting(actor) if one.url == url]


@pytest.mark.rule("RULE-070", "RULE-071")
def test_from_opening_to_the_count(house: House, recorded: Recorded) -> None:
    awards.considered(house)
    editor, officer = visitor(house.editor), visitor(house.officer)
    assert editor.get("/awards/new/").status_code == 200
    assert editor.post("/awards/new/", {**form_of(), "act": act(), "places": "0"}).status_code == 422
    opened = editor.post("/awards/new/", {**form_of(), "act": act()})
    url = f"/awards/{Round.objects.get().public_id}/"
    assert opened.headers["Location"] == url
    considered = editor.get(f"{url}?part=considered")
    assert found(considered, "//tbody/tr/td[2]") == ["报送 1 篇，采用 0 篇"] * 2
    assert "报送 1 篇" in said(officer.get(url))
    for client, who in ((officer, house.officer), (editor, house.member)):
        given = {"act": act(), "subject": str(awards.person_of(who).public_id), "reason": awards.REASON}
        assert client.get(f"{url}nomination/").status_code == 200
        assert client.post(f"{url}nomination/", given).headers["Location"] == url
    assert acts_of(house.editor, url) == [f"{url}voting/"]
    panel = [str(awards.person_of(getattr(house, name)).public_id) for name in awards.PANEL]
    assert editor.post(f"{url}voting/", {"act": act(), "panel": panel[:1]}).status_code == 422
    assert editor.post(f"{url}voting/", {"act": act(), "panel": panel}).headers["Location"] == url
    first = Nomination.objects.order_by("id")[0]
    for name in awards.PANEL:
        actor = getattr(house, name)
        assert acts_of(actor, url) == [f"{url}ballot/"]
        assert waiting_for(actor).rooms["awards"] == 1
        ballot = {"act": act(), "nominations": [str(first.public_id)]}
        assert visitor(actor).post(f"{url}ballot/", ballot).headers["Location"] == url
    assert acts_of(house.editor, url) == [f"{url}count/"]
    assert editor.post(f"{url}count/", {"act": act()}).headers["Location"] == url
    assert "3 票中得 3 票" in said(visitor(house.leader).get(url))
    assert "票中得" not in said(officer.get(url))


def test_from_the_decision_to_the_answer(house: House, recorded: Recorded) -> None:
    row = awards.counted_round(house)
    url, reviewer, handler = f"/awards/{row.public_id}/", visitor(house.reviewer), visitor(house.handler)
    first, second = row.nominations.order_by("id")
    assert acts_of(house.reviewer, url) == [f"{url}decision/"]
    page = reviewer.get(f"{url}decision/")
    assert found(page, "//input[@type='checkbox' and @checked]/@name") == [f"chosen-{first.public_id}"]
    decision = {f"chosen-{first.public_id}": "on", f"reason-{first.public_id}": "票数过半"}
    assert reviewer.post(f"{url}decision/", {**decision, "act": act()}).status_code == 422
    decision[f"reason-{second.public_id}"] = "票数不足"
    assert reviewer.post(f"{url}decision/", {**decision, "act": act()}).headers["Location"] == url
    outbox.carry_out()
    for at in ("/notices/", "/awards/mine/", url):
        assert "票数不足" in said(visitor(house.member).get(at))
        assert "票数不足" not in said(handler.get(at))
    notice = handler.get(f"{url}notice/")
    assert found(notice, "//tbody/tr/td[3]") == ["票数过半"]
    assert awards.person_of(house.member).name not in said(notice)
    objection = {"act": act(), "nomination": str(first.public_id), "text": "一篇信息失实"}
    assert handler.post(f"{url}objection/", objection).headers["Location"] == url
    assert "一篇信息失实" not in said(visitor(house.officer).get(url))
    answer = f"/awards/objections/{Objection.objects.get().public_id}/answer/"
    assert acts_of(house.reviewer, url) == [url]
    assert reviewer.post(answer, {"act": act(), "is_upheld": "", "text": "属实"}).status_code == 422
    given = {"act": act(), "is_upheld": "no", "text": "经核实，信息属实"}
    assert reviewer.post(answer, given).headers["Location"] == url
    outbox.carry_out()
    assert "经核实，信息属实" in said(handler.get("/notices/"))
    assert acts_of(house.signer, url) == []
    assert visitor(house.signer).post(f"{url}award/", {"act": act()}).status_code == 409


@pytest.mark.rule("RULE-077")
def test_from_the_award_to_its_revocation(house: House, recorded: Recorded) -> None:
    with clock.at(clock.now() - datetime.timedelta(days=30)):
        row = awards.public_round(house)
    url, editor, signer = f"/awards/{row.public_id}/", visitor(house.editor), visitor(house.signer)
    assert acts_of(house.signer, url) == [f"{url}award/"]
    assert signer.post(f"{url}award/", {"act": act()}).headers["Location"] == url
    nomination = f"/awards/nominations/{awards.first_of(row).public_id}/"
    for words in ("打印证书", "再次打印证书"):
        assert words in said(editor.get(url))
        paper = editor.post(f"{nomination}certificate/")
    with zipfile.ZipFile(io.BytesIO(paper.content)) as document:
        text = document.read("word/document.xml").decode()
    assert awards.person_of(house.officer).name in text
    assert "优秀信息员" in text
    assert "no-store" in paper.headers["Cache-Control"]
    day = {"act": act(), "on": str(clock.today())}
    assert editor.post(f"{nomination}handover/", day).headers["Location"] == url
    outbox.carry_out()
    officer = visitor(house.officer)
    assert "奖品：保温杯一只" in said(officer.get("/notices/"))
    revoked = {"act": act(), "reason": "事后查实信息失实"}
    assert signer.post(f"{nomination}revocation/", revoked).headers["Location"] == url
    assert "事后查实" in said(officer.get("/awards/mine/"))
    assert "已撤销" in said(visitor(house.handler).get(f"{url}notice/"))


def test_the_other_steps_of_a_round(house: House) -> None:
    row = awards.with_nominations(house)
    first = awards.first_of(row)
    given = {"act": act(), "reason": "本人已调离"}
    withdrawal = f"/awards/nominations/{first.public_id}/withdrawal/"
    assert visitor(house.officer).get(withdrawal).status_code == 200
    assert visitor(house.officer).post(withdrawal, given).status_code == 302
    url = f"/awards/{row.public_id}/"
    panel = [str(awards.person_of(getattr(house, name)).public_id) for name in awards.PANEL]
    visitor(house.editor).post(f"{url}voting/", {"act": act(), "panel": panel})
    recusal = {"act": act(), "reason": "系被提名人亲属"}
    assert visitor(house.leader).post(f"{url}recusal/", recusal).headers["Location"] == url
    assert "系被提名人亲属" in said(visitor(house.editor).get(url))
    assert visitor(house.editor).post(f"{url}cancellation/", recusal).headers["Location"] == url
    assert visitor(house.editor).get(f"{url}notice/").status_code == 404


def one_more(house: House, row: Round) -> None:
    """The round has another nomination, of an item, and its station another round."""
    copy = Round.objects.get(pk=row.pk)
    copy.pk, copy.public_id = None, new_id()
    copy.save(force_insert=True)
    candidate = row.candidates.order_by("id")[0]
    candidate.pk, candidate.person, candidate.item = None, None, items.submitted(house)
    candidate.save(force_insert=True)
    nomination = awards.first_of(row)
    nomination.pk, nomination.public_id, nomination.candidate = None, new_id(), candidate
    nomination.save(force_insert=True)


def test_who_may_look_and_what_a_page_costs(house: House, queries_of: Callable[[Callable[[], object]], int]) -> None:
    row = awards.public_round(house)
    url = f"/awards/{row.public_id}/"
    pages = (url, f"{url}?part=considered", f"{url}notice/", "/awards/", "/awards/mine/")
    clients = [visitor(house.reviewer), visitor(house.officer)]
    counts = []
    for rows in (1, 3):
        while row.nominations.filter(candidate__item__isnull=False).count() < rows:
            one_more(house, row)
        counts.append([queries_of(partial(client.get, at)) for client in clients for at in pages])
    assert counts[1] == counts[0]
    for actor, status in (
        (house.supervisor, 200),
        (house.member, 200),
        (house.handler, 200),
        (house.audit_administrator, 404),
        (house.neighbour.editor, 404),
    ):
        assert visitor(actor).get(url).status_code == status
    for actor, status in ((house.member, 403), (house.leader, 403), (house.editor, 200)):
        assert visitor(actor).get("/awards/new/").status_code == status


@pytest.mark.rule("RULE-078")
def test_a_proposal_from_page_to_outcome(house: House) -> None:
    editor, signer = visitor(house.editor), visitor(house.signer)
    given = {
        "act": act(),
        "recommendation": str(new_id()),
        "person": str(awards.person_of(house.officer).public_id),
        "reason": awards.REASON,
    }
    assert editor.get("/awards/proposals/new/").status_code == 200
    assert editor.post("/awards/proposals/new/", {**given, "person": ""}).status_code == 422
    assert editor.post("/awards/proposals/new/", given).headers["Location"] == "/awards/proposals/"
    again = {**given, "act": act(), "recommendation": str(new_id())}
    assert editor.post("/awards/proposals/new/", again).status_code == 409
    url = f"/awards/proposals/{Recommendation.objects.get().public_id}/"
    assert "报送推荐" in said(signer.get("/awards/proposals/"))
    assert signer.post(f"{url}forwarding/", {"act": act(), "body": "区委统战部"}).status_code == 302
    admitted = {"act": act(), "on": str(clock.today()), "note": ""}
    assert editor.post(f"{url}admission/", admitted).headers["Location"] == "/awards/proposals/"
    assert "已增补" in said(editor.get("/awards/proposals/"))
    assert visitor(house.officer).get("/awards/proposals/").status_code == 403
