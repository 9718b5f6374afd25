# SPDX-License-Identifier: Apache-2.0
"""Submit, inbox, item, search through HTTP, beside the floor in the same run, interleaved path by path."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from yizhan.bench import clients, corpus, servers
from yizhan.bench.clients import Measured, Sender
from yizhan.bench.servers import Running
from yizhan.kernel.ids import new_id

USERS = (1, 8)

#: Requests before each measurement that are not counted: the first ones compile statements and templates.
_WARM = 20

#: Makes the requests of one user, who is given by a number.
Route = Callable[[int], Sender]


def run(
    count: int, *, seconds: float, rounds: int, threads: int, store: Path | None, tell: Callable[[str], None]
) -> dict[str, Any]:
    """Fill both, then measure each path at one and eight users, floor and platform in turn, `rounds` times.

    With `store`, a folder, what was filled stays there and the next run begins at once. The answer holds the median of
    the rounds per path, the ratios platform : floor, queries per page, phrases found, and memory.
    """
    with _folder(store) as folder:
        home, floor_home = folder / "home", folder / "floor"
        for one in (home, floor_home):
            one.mkdir(exist_ok=True)
        tell(f"filling both with {count} reports …")
        keys = json.loads(_python("yizhan.bench.fill", count, {"YIZHAN_HOME": str(home)}))
        _python("yizhan.bench.floor", count, {"FLOOR_HOME": str(floor_home)})
        ours = ("yizhan.config.serving:application", home, {"YIZHAN_HOME": str(home)})
        floor = ("yizhan.bench.floor:application", floor_home, {"FLOOR_HOME": str(floor_home)})
        measured: dict[tuple[str, str, int], list[Measured]] = {}
        with servers.serving(*floor, threads=1) as bare, servers.serving(*ours, threads=threads) as full:
            for number in range(rounds):
                tell(f"round {number + 1} of {rounds}")
                _measure(measured, (bare, _floor_paths(count)), (full, _our_paths(keys)), seconds)
            memory = full.memory()
    return {
        "items": count,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": os.getloadavg()[0],
        "seed": corpus.SEED,
        "threads": threads,
        "memory_mib": memory,
        "queries": keys["queries"],
        "phrases": keys["phrases"],
        "paths": _table(measured),
    }


@contextmanager
def _folder(store: Path | None) -> Iterator[Path]:
    if store is not None:
        store.mkdir(parents=True, exist_ok=True)
        yield store
        return
    with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as folder:
        yield Path(folder)


def _measure(
    measured: dict[tuple[str, str, int], list[Measured]],
    floor: tuple[Running, dict[str, Route]],
    ours: tuple[Running, dict[str, Route]],
    seconds: float,
) -> None:
    """Each path at each number of users, the floor first and the platform straight after it."""
    for path in ours[1]:
        for users in USERS:
            for who, (server, paths) in (("floor", floor), ("yizhan", ours)):
                clients.run("127.0.0.1", server.port, paths[path], users=1, seconds=0, least=_WARM)
                before = server.processor()
                result = clients.run("127.0.0.1", server.port, paths[path], users=users, seconds=seconds)
                spent = (server.processor() - before) / max(result.requests, 1)
                measured.setdefault((who, path, users), []).append(replace(result, processor=round(spent, 2)))


def _our_paths(keys: dict[str, Any]) -> dict[str, Route]:
    texts, wanted = list(corpus.reports(500, corpus.SEED + 7)), corpus.phrases(100)

    def submit(user: int) -> Sender:
        headers = {"Authorization": f"Bearer {_one(keys['members'], user)['token']}"}

        def send(count: int) -> tuple[str, str, bytes, dict[str, str]]:
            title, text = texts[(user * 61 + count) % len(texts)]
            key = str(new_id())
            wording = {"title": title, "situation": text, "source": "走访"}
            body = {"id": key, "kind": "social_opinion", "wording": wording, "is_truthful": True}
            given = {**headers, "Content-Type": "application/json", "Idempotency-Key": key}
            return "POST", "/api/v1/items", json.dumps(body, ensure_ascii=False).encode(), given

        return send

    def program(address: Callable[[int, int], str]) -> Route:
        def of(user: int) -> Sender:
            headers = {"Authorization": f"Bearer {_one(keys['editors'], user)['token']}"}
            return lambda count: ("GET", address(user, count), None, headers)

        return of

    def page(address: Callable[[int, int], str]) -> Route:
        def of(user: int) -> Sender:
            headers = {"Cookie": f"yizhan_session={_one(keys['editors'], user)['session']}"}
            return lambda count: ("GET", address(user, count), None, headers)

        return of

    return {
        "submit": submit,
        "inbox": program(lambda _user, _count: "/api/v1/items?state=submitted"),
        "item": program(lambda _user, _count: f"/api/v1/items/{keys['item']}"),
        "search": program(lambda user, count: f"/api/v1/items?q={_phrase(wanted, user, count)}"),
        "inbox page": page(lambda _user, _count: "/items/"),
        "item page": page(lambda _user, _count: f"/items/{keys['item']}/"),
        "search page": page(lambda user, count: f"/items/?q={_phrase(wanted, user, count)}"),
    }


def _floor_paths(count: int) -> dict[str, Route]:
    texts, wanted = list(corpus.reports(500, corpus.SEED + 7)), corpus.phrases(100)

    def submit(user: int) -> Sender:
        def send(number: int) -> tuple[str, str, bytes, dict[str, str]]:
            title, text = texts[(user * 61 + number) % len(texts)]
            body = json.dumps({"unit": user, "title": title, "body": text}, ensure_ascii=False).encode()
            return "POST", "/submit", body, {"Content-Type": "application/json"}

        return send

    def got(address: Callable[[int, int], str]) -> Route:
        return lambda user: lambda number: ("GET", address(user, number), None, {})

    return {
        "submit": submit,
        "inbox": got(lambda _user, _number: "/inbox"),
        "item": got(lambda _user, _number: f"/item/{count}"),
        "search": got(lambda user, number: f"/search?q={_phrase(wanted, user, number)}"),
        "inbox page": got(lambda _user, _number: "/inbox.html"),
        "item page": got(lambda _user, _number: f"/item/{count}.html"),
        "search page": got(lambda user, number: f"/search.html?q={_phrase(wanted, user, number)}"),
    }


def _one(people: list[dict[str, str]], user: int) -> dict[str, str]:
    return people[user % len(people)]


def _phrase(wanted: list[str], user: int, count: int) -> str:
    return quote(wanted[(user * 13 + count) % len(wanted)])


def _table(measured: dict[tuple[str, str, int], list[Measured]]) -> list[dict[str, Any]]:
    """One row per path and number of users. A page stands beside the floor's page, and beside its JSON as well."""
    middle = {key: _median(results) for key, results in measured.items()}
    rows = []
    for (who, path, users), own in middle.items():
        if who != "yizhan":
            continue
        floor, bare = middle["floor", path, users], middle["floor", path.removesuffix(" page"), users]
        rows.append(
            {
                "path": path,
                "users": users,
                "yizhan": own,
                "floor": floor,
                "ratio": round(own["per_second"] / max(floor["per_second"], 0.1), 2),
                "processor_ratio": round(own["processor"] / max(floor["processor"], 0.01), 2),
                "processor_ratio_json": round(own["processor"] / max(bare["processor"], 0.01), 2),
            }
        )
    return rows


def _median(results: list[Measured]) -> dict[str, float]:
    names = ("per_second", "p50", "p95", "processor")
    middle = {name: round(statistics.median(asdict(one)[name] for one in results), 2) for name in names}
    return {**middle, "worst": max(one.worst for one in results), "failed": sum(one.failed for one in results)}


def _python(module: str, count: int, environment: dict[str, str]) -> bytes:
    command = [sys.executable, "-m", module, str(count)]
    return subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603
