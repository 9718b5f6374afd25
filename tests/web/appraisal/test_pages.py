# SPDX-License-Identifier: Apache-2.0
"""Pages of points, schemes, objections, corrections and activities: the whole way, refused forms, who sees what."""

import datetime
from typing import Any

import pytest

from tests.factories import appraisal, items, reporting
from tests.factories.network import House
from tests.web.items.conftest import queries_of
from tests.web.items.visits import act, found, said, visitor
from yizhan.domains.appraisal.models import Frozen, Scheme
from yizhan.kernel import clock

__all__ = ["queries_of"]

JULY = datetime.datetime(2026, 7, 10, 9, tzinfo=clock.OFFICE_ZONE)
AUGUST = datetime.datetime(2026, 8, 10, 9, tzinfo=clock.OFFICE_ZONE)
OCTOBER = datetime.datetime(2026, 10, 3, 9, tzinfo=clock.OFFICE_ZONE)


def go(client: Any, url: str, **given: str) -> str:
    """Send a form and say where it leads."""
    answer = client.post(url, {"act": act(), **given})
    assert answer.status_code == 302, said(answer)
    return str(answer.headers["Location"])


def test_from_a_draft_to_a_frozen_quarter_with_an_objection_upheld_on_the_way(house: House) -> None:
    desk, second, signer = visitor(house.editor), visitor(house.reviewer), visitor(house.signer)
    unit = visitor(house.officer)
    with clock.at(JULY):
        url = go(desk, "/schemes/new/", scheme="", text=appraisal.UNITS, terms="")
        assert desk.get(f"{url}review/").status_code == 200
        assert desk.post(f"{url}review/", {"act": act()}).status_code == 403
        go(second, f"{url}review/")
        given = {
            "valid_from": "2026-07-01",
            "instrument": "关于印发计分办法的通知",
            "instrument_number": "",
            "instrument_date": "",
        }
        go(signer, f"{url}force/", **given)
        item = items.released(house, by=house.officer)
        reporting.adopted(house, item)
        appraisal.booked()
        page = unit.get("/points/?period=2026Q3")
        assert "21" in said(page)
        account = found(page, "//a[contains(@href, '2026Q3')]/@href")[0]
        why = unit.get(account)
        assert "采用 1 条" in said(why)
        assert "第四条" in said(why)
        objecting = found(why, "//a[contains(@href, '/objections/new/') and contains(@href, 'occasion=')]/@href")[0]
        form = unit.get(objecting)
        hidden = {
            name: found(form, f"//form//input[@name='{name}']/@value")[0]
            for name in ("scheme", "period", "occasion", "key")
        }
        raised = go(unit, "/objections/new/", **hidden, statement="这一条不是我们报的")
        assert found(second.get("/"), f"//a[@href='{raised}']")
        go(second, f"{raised}upholding/", answer="属实", change="cancel")
        answered = second.get(raised)
        assert found(answered, "//a[contains(@href, '/closing/')]") == []
        correction = found(answered, "//a[contains(@href, '/corrections/0')]/@href")[0]
        assert second.post(f"{correction}confirmation/", {"act": act()}).status_code == 403
        go(visitor(house.second_reviewer), f"{correction}confirmation/")
        go(second, f"{raised}closing/")
        assert unit.get(account).status_code == 200
    with clock.at(OCTOBER):
        scheme = Scheme.objects.get()
        table = second.get("/points/?period=2026Q3")
        freezing = found(table, "//a[contains(@href, 'freezing')]/@href")[0]
        key = found(second.get(freezing), "//input[@name='key']/@value")[0]
        go(second, freezing, key=key)
        assert Frozen.objects.get().scheme_id == scheme.pk
        assert second.post(freezing, {"act": act(), "key": key}).status_code == 409
        assert "定稿" in said(second.get("/points/?period=2026Q3")) or "final" in said(
            second.get("/points/?period=2026Q3")
        )
        assert unit.get(account).status_code == 200


@pytest.mark.parametrize("role", ["member", "officer", "editor", "reviewer", "signer", "leader", "supervisor"])
def test_every_page_of_the_room_opens_for_those_who_have_it(house: House, role: str) -> None:
    version = appraisal.in_force(house)
    draft = appraisal.drafted(house, appraisal.FEES)
    client = visitor(getattr(house, role))
    pages = [
        "/points/",
        "/points/?period=2026",
        "/schemes/",
        f"/schemes/{version.public_id}/",
        "/objections/",
        "/activities/",
    ]
    pages += ["/objections/?over=yes", "/activities/?over=yes"]
    for url in pages:
        assert client.get(url).status_code == 200, url
    office = role not in ("member", "officer")
    assert client.get("/corrections/").status_code == (200 if office else 403)
    assert client.get(f"/schemes/{draft.public_id}/").status_code == (200 if office else 404)
    assert client.get(f"/schemes/{draft.public_id}/trial/?period=2026").status_code == (200 if office else 403)
