# SPDX-License-Identifier: Apache-2.0
"""Fills an installation for a bench and tells, as JSON, how to enter it. Run in a process of its own.

A store that is filled already, with its keys beside it, is used as it is.
"""

import itertools
import random
import sys
from pathlib import Path
from typing import Any

import orjson

from yizhan.bench.corpus import SEED, phrase_of, reports
from yizhan.cli.house import open_house

_BATCH = 5000

#: People of each role: as many as ever work at once, so that nobody's page is made for somebody else.
PEOPLE = 8

#: Phrases that are looked for before anything is measured.
_LOOKED_FOR = 300


def main(count: int) -> None:
    """Fill, and write the keys with what each page asks of the store to standard output."""
    keys = filled(count)
    keys["queries"] = _queries_per_page(keys)
    keys["phrases"] = _phrases_found()
    sys.stdout.buffer.write(orjson.dumps(keys))


def filled(count: int) -> dict[str, Any]:
    """Make one station with editors and members, take in so many reports; the keys to enter it."""
    open_house()
    from django.conf import settings  # noqa: PLC0415 -- settings exist only once the house is open
    from django.core.management import call_command  # noqa: PLC0415

    call_command("collectstatic", verbosity=0, interactive=False)
    from yizhan.domains.network.models import Account  # noqa: PLC0415

    kept = Path(settings.HOME) / "bench.json"
    if not kept.exists():
        keys = enter()
        _take_in(keys["station"], count)
        kept.write_bytes(orjson.dumps(keys))
    keys = orjson.loads(kept.read_bytes())
    for one in keys["editors"]:
        one["session"] = session_of(Account.objects.get(sign_in_name=one["name"]))
    return dict(keys)


def enter() -> dict[str, Any]:
    """One station with a member and an editor: their keys and sessions."""
    from yizhan.domains.network.operations import posts, tree  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.network.states import Level, Line, OrganizationKind, Role  # noqa: PLC0415
    from yizhan.kernel import clock  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415

    tree.found_installation(system())
    station = tree.found_station(
        system(), code="bench", name="测速区政协", short_name="测速区", level=Level.COUNTY, line=Line.CPPCC
    )
    office = tree.set_up_organization(
        system(),
        station=station.pk,
        name="测速区政协办公室",
        kind=OrganizationKind.OFFICE,
        level=Level.COUNTY,
        line=Line.CPPCC,
    )
    keys: dict[str, Any] = {"station": station.pk, "members": [], "editors": []}
    for role, number in itertools.product((Role.MEMBER, Role.EDITOR), range(PEOPLE)):
        person = tree.enter_person(system(), name=f"测速{role.label}{number + 1}")
        post = posts.appoint(system(), person=person.pk, organization=office.pk, role=role, starts_on=clock.today())
        name = f"bench-{role}-{number + 1}"
        posts.open_account(system(), person=person.pk, sign_in_name=name)
        keys[f"{role}s"].append({"name": name, "token": posts.make_token(system(), post.pk, label="bench").text})
    return keys | {"member_key": keys["members"][0]["token"]}


def session_of(account: Any) -> str:
    """A signed-in session, as signing in makes it; it ends by itself, so each run makes its own."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["person"] = account.person_id
    session.save()
    return str(session.session_key)


def _take_in(station: int, count: int) -> None:
    from yizhan.domains.items.operations import intake  # noqa: PLC0415 -- models exist only once the house is open
    from yizhan.domains.items.operations.writing import Wording  # noqa: PLC0415
    from yizhan.kernel.actors import system  # noqa: PLC0415

    rows = (
        intake.Arrival(
            place=str(number), wording=Wording(title=title, situation=text, source="走访"), contributor="某委员"
        )
        for number, (title, text) in enumerate(reports(count))
    )
    while batch := list(itertools.islice(rows, _BATCH)):
        intake.take_in(system(station), station, source="bench", arrivals=batch)


def _queries_per_page(keys: dict[str, Any]) -> dict[str, int]:
    """How many statements each page runs, on the full store."""
    from django.db import connection  # noqa: PLC0415 -- models exist only once the house is open
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from yizhan.domains.items.models import Item  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["yizhan_session"] = keys["editors"][0]["session"]
    last = Item.objects.latest("pk")
    keys["item"] = str(last.public_id)
    pages = {"inbox": "/items/", "item": f"/items/{last.public_id}/", "search": "/items/?q=停放秩序"}
    counted = {}
    for name, address in pages.items():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        counted[name] = len(captured)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
    return counted


def _phrases_found() -> str:
    """Pieces of two to six characters out of stored texts, each looked for in the item it comes from."""
    from yizhan.domains.items.models import Item, Text  # noqa: PLC0415
    from yizhan.domains.items.queries import finding  # noqa: PLC0415 -- models exist only once the house is open

    chance = random.Random(SEED)  # noqa: S311 -- texts, not secrets
    first, last = Item.objects.order_by("pk")[0].pk, Item.objects.latest("pk").pk
    found = 0
    for _time in range(_LOOKED_FOR):
        text = Text.objects.filter(item_id=chance.randint(first, last), number=1).select_related("item").get()
        piece = phrase_of(text.situation, chance)
        found += finding.search(Item.objects.filter(pk=text.item_id), piece).exists()
    return f"{found} of {_LOOKED_FOR}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
