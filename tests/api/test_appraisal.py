# SPDX-License-Identifier: Apache-2.0
"""Points through the interface: from a scheme's draft to a frozen period, with an objection and a correction."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.api.client import Program
from tests.factories import appraisal, files, items, reporting
from tests.factories.network import House
from tests.web.items.conftest import queries_of
from yizhan.domains.appraisal.models import Correction, Frozen, Scheme
from yizhan.kernel import clock
from yizhan.kernel.ids import new_id

__all__ = ["queries_of"]

JUNE = datetime.datetime(2026, 6, 10, 9, tzinfo=clock.OFFICE_ZONE)
JULY = datetime.datetime(2026, 7, 10, 9, tzinfo=clock.OFFICE_ZONE)


def test_from_a_draft_to_a_frozen_quarter(house: House) -> None:
    editor, reviewer, signer = (Program(one) for one in (house.editor, house.reviewer, house.signer))
    scheme = new_id()
    with clock.at(JUNE):
        editor.post("/schemes", {"id": scheme, "text": appraisal.UNITS}, status=201)
        reviewer.post(f"/schemes/{scheme}/review")
        in_force = signer.post(f"/schemes/{scheme}/force", {"valid_from": "2026-01-01", "instrument": "计分办法"})
        assert (in_force["state"], in_force["code"]) == ("in_force", "qingxi")
        reporting.adopted(house, items.released(house, by=house.officer))
        appraisal.booked()
    (table,) = editor.get("/points?period=2026Q2")
    (row,) = [one for one in table["accounts"] if float(one["points"])]
    assert (row["holder"], float(row["points"]), table["frozen_at"]) == (house.township.name, 21.0, None)
    account = Program(house.officer).get(f"/points/{scheme}/2026Q2/{row['id']}")
    assert [(one["rule"], one["clause"], float(one["points"])) for one in account["lines"]] == [
        ("adopted", "第四条", 20.0),
        ("handed-in", "第三条", 1.0),
    ]
    with clock.at(JULY):
        frozen = signer.post("/points/freezing", {"id": new_id(), "scheme": "qingxi", "period": "2026Q2"}, status=201)
        again = {"id": new_id(), "scheme": "qingxi", "period": "2026Q2"}
        assert signer.post("/points/freezing", again, status=409)["code"] == "appraisal.period.frozen"
    assert Frozen.objects.get().period == frozen["period"] == "2026Q2"
    (final,) = editor.get("/points?period=2026Q2")
    assert final["frozen_at"] is not None


def test_an_objection_is_upheld_with_the_correction_that_follows(house: House) -> None:
    unit, reviewer = Program(house.officer), Program(house.reviewer)
    with clock.at(JUNE):
        scheme = appraisal.in_force(house)
        booked = appraisal.occasion(house)
        told = {"id": new_id(), "scheme": scheme.public_id, "period": "2026Q2", "statement": "重复登记"}
        raised = unit.post("/objections", {**told, "occasion": booked.public_id}, status=201)
        correction = {"change": "cancel", "reason": "重复登记"}
        upheld = reviewer.post(
            f"/objections/{raised['id']}/upholding", {"answer": "属实", "correction": correction, "seen": 1}
        )
        (waiting,) = reviewer.get("/corrections")
        assert (upheld["state"], waiting["state"], waiting["change"]) == ("upheld", "proposed", "cancel")
        # Whoever proposed it is no second person.
        reviewer.post(f"/corrections/{waiting['id']}/confirmation", status=403)
        Program(house.signer).post(f"/corrections/{waiting['id']}/confirmation")
        appraisal.booked()
    (table,) = unit.get("/points?period=2026Q2")
    assert [float(one["points"]) for one in table["accounts"]] == [0.0]
    assert Correction.objects.get().state == "booked"


def test_strangers_and_members_read_no_more_than_their_own(house: House) -> None:
    with clock.at(JUNE):
        scheme = appraisal.in_force(house)
        appraisal.occasion(house)
    (table,) = Program(house.editor).get("/points?period=2026Q2")
    (row,) = [one for one in table["accounts"] if float(one["points"])]
    path = f"/points/{scheme.public_id}/2026Q2/{row['id']}"
    assert Program(house.member).get(path, status=404)["code"] == "appraisal.account.unknown"
    (own,) = Program(house.member).get("/points?period=2026Q2")
    assert own["accounts"] == []
    assert Program(house.neighbour.editor).get(path, status=404)["code"] == "appraisal.scheme.unknown"
    assert Program(house.neighbour.editor).get("/points?period=2026Q2") == []
    Program(house.handler).get("/points?period=2026Q2", status=403)
    assert Program(house.member).get("/corrections") == []


def test_an_activity_counts_once_somebody_else_confirmed_it(house: House) -> None:
    told = {"id": new_id(), "kind": "全体会议", "attendance": "按时参加", "title": "全体会议", "evidence": "签到表"}
    with clock.at(JUNE):
        entered = Program(house.member).post("/activities", {**told, "day": "2026-06-09"}, status=201)
        Program(house.member).post(f"/activities/{entered['id']}/confirmation", status=403)
        confirmed = Program(house.editor).post(f"/activities/{entered['id']}/confirmation")
    assert (entered["state"], confirmed["state"]) == ("entered", "confirmed")
    (listed,) = Program(house.member).get("/activities")
    assert (listed["title"], listed["state"]) == ("全体会议", "confirmed")


def test_lists_and_accounts_ask_no_more_for_more(house: House, queries_of: Callable[[Callable[[], Any]], int]) -> None:
    """At one row and at three of everything that a list or an account tells."""
    with clock.at(JUNE):
        scheme = appraisal.in_force(house)
        account = f"/points/{scheme.public_id}/2026Q2/{house.township.public_id}"
        desk, unit = Program(house.editor), Program(house.officer)
        asked = [
            (program, path)
            for program in (desk, unit)
            for path in ("/points?period=2026Q2", account, "/schemes", "/objections", "/corrections", "/activities")
        ]

        def counts() -> list[tuple[str, int]]:
            return [(path, queries_of(partial(program.get, path))) for program, path in asked]

        appraisal.one_of_each(house, scheme)
        once = counts()
        appraisal.one_of_each(house, scheme)
        appraisal.one_of_each(house, scheme)
        assert counts() == once
        assert [len(desk.get(path)) for path in ("/objections", "/corrections", "/activities")] == [3, 3, 3]
        assert len(desk.get(account)["lines"]) == 3


def test_an_addition_with_its_proof(house: House) -> None:
    appraisal.in_force(house)
    key, desk = new_id(), Program(house.editor)
    given = {"id": key, "kind": "批示", "title": "蔬菜直供", "day": "2026-06-09", "reason": "电话告知"}
    body = {**given, "units": [{"id": house.township.public_id}]}
    assert desk.post("/corrections/additions", body, status=422)["code"] == "appraisal.addition.no_proof"
    files.kept(house, by=house.editor, subject=key)
    assert desk.post("/corrections/additions", body, status=201)["is_added"] is True
    desk.post(f"/corrections/{key}/confirmation", status=403)
    assert Program(house.reviewer).post(f"/corrections/{key}/confirmation")["state"] == "booked"
    account = f"/points/{Scheme.objects.get().public_id}/2026Q2/{house.township.public_id}"
    assert [(one["title"], one["is_added"]) for one in desk.get(account)["lines"]] == [("蔬菜直供", True)]
