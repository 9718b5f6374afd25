# SPDX-License-Identifier: Apache-2.0
"""Submit, inbox, item, search through HTTP, beside the floor in the same run, interleaved."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from yizhan.bench import clients, corpus, servers
from yizhan.bench.clients import Measured, Sender
from yizhan.kernel.ids import new_id

USERS = (1, 8)


def run(count: int, *, seconds: float, rounds: int, threads: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Fill both, then measure each path at one and eight users, floor and platform in turn, `rounds` times.

    The answer holds the median of the rounds per path, the ratio platform : floor, queries per page, and memory.
    """
    with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as folder:
        home, floor_home = Path(folder) / "home", Path(folder) / "floor"
        home.mkdir()
        floor_home.mkdir()
        tell(f"filling both with {count} reports …")
        keys = json.loads(_python("yizhan.bench.fill", count, {"YIZHAN_HOME": str(home)}))
        _python("yizhan.bench.floor", count, {"FLOOR_HOME": str(floor_home)})
        ours = ("yizhan.config.serving:application", home, {"YIZHAN_HOME": str(home)})
        floor = ("yizhan.bench.floor:application", floor_home, {"FLOOR_HOME": str(floor_home)})
        measured: dict[str, list[Measured]] = {}
        memory = 0.0
        for number in range(rounds):
            tell(f"round {number + 1} of {rounds}")
            with servers.serving(*floor, threads=1) as server:
                _measure(measured, "floor", _floor_paths(count), server.port, seconds)
            with servers.serving(*ours, threads=threads) as server:
                _measure(measured, "yizhan", _our_paths(keys), server.port, seconds)
                memory = max(memory, server.memory())
    return {
        "items": count,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "seed": corpus.SEED,
        "threads": threads,
        "memory_mib": memory,
        "queries": keys["queries"],
        "paths": _table(measured),
    }


def _measure(
    measured: dict[str, list[Measured]],
    who: str,
    paths: dict[str, Callable[[int], Sender]],
    port: int,
    seconds: float,
) -> None:
    for path, sender in paths.items():
        clients.run("127.0.0.1", port, sender, users=1, seconds=0.5)
        for users in USERS:
            result = clients.run("127.0.0.1", port, sender, users=users, seconds=seconds)
            measured.setdefault(f"{who} {path} {users}", []).append(result)


def _our_paths(keys: dict[str, Any]) -> dict[str, Callable[[int], Sender]]:
    member = {"Authorization": f"Bearer {keys['member_key']}", "Content-Type": "application/json"}
    editor = {"Authorization": f"Bearer {keys['editor_key']}"}
    page = {"Cookie": f"yizhan_session={keys['editor_session']}"}
    texts = list(corpus.reports(500, corpus.SEED + 7))
    wanted = corpus.phrases(100)

    def submit(user: int) -> Sender:
        def send(count: int) -> tuple[str, str, bytes, dict[str, str]]:
            title, text = texts[(user * 61 + count) % len(texts)]
            key = str(new_id())
            wording = {"title": title, "situation": text, "source": "走访"}
            body = {"id": key, "kind": "social_opinion", "wording": wording, "is_truthful": True}
            headers = {**member, "Idempotency-Key": key}
            return "POST", "/api/v1/items", json.dumps(body, ensure_ascii=False).encode(), headers

        return send

    return {
        "submit": submit,
        "inbox": lambda _user: lambda _count: ("GET", "/api/v1/items?state=submitted", None, editor),
        "inbox page": lambda _user: lambda _count: ("GET", "/items/", None, page),
        "item": lambda _user: lambda _count: ("GET", f"/api/v1/items/{keys['item']}", None, editor),
        "item page": lambda _user: lambda _count: ("GET", f"/items/{keys['item']}/", None, page),
        "search": lambda user: lambda count: ("GET", f"/api/v1/items?q={_phrase(wanted, user, count)}", None, editor),
        "search page": lambda user: lambda count: ("GET", f"/items/?q={_phrase(wanted, user, count)}", None, page),
    }


def _floor_paths(count: int) -> dict[str, Callable[[int], Sender]]:
    texts = list(corpus.reports(500, corpus.SEED + 7))
    wanted = corpus.phrases(100)

    def submit(user: int) -> Sender:
        def send(number: int) -> tuple[str, str, bytes, dict[str, str]]:
            title, text = texts[(user * 61 + number) % len(texts)]
            body = json.dumps({"unit": user, "title": title, "body": text}, ensure_ascii=False).encode()
            return "POST", "/submit", body, {"Content-Type": "application/json"}

        return send

    return {
        "submit": submit,
        "inbox": lambda _user: lambda _count: ("GET", "/inbox", None, {}),
        "item": lambda _user: lambda _count: ("GET", f"/item/{count}", None, {}),
        "search": lambda user: lambda number: ("GET", f"/search?q={_phrase(wanted, user, number)}", None, {}),
    }


def _phrase(wanted: list[str], user: int, count: int) -> str:
    return quote(wanted[(user * 13 + count) % len(wanted)])


def _table(measured: dict[str, list[Measured]]) -> list[dict[str, Any]]:
    rows = []
    for key, results in measured.items():
        who, _, rest = key.partition(" ")
        path, _, users = rest.rpartition(" ")
        if who != "yizhan":
            continue
        floor = measured.get(f"floor {path.removesuffix(' page')} {users}", [])
        own = _median(results)
        row: dict[str, Any] = {"path": path, "users": int(users), "yizhan": own}
        if floor:
            row["floor"] = _median(floor)
            row["ratio"] = round(own["per_second"] / max(row["floor"]["per_second"], 0.1), 2)
        rows.append(row)
    return rows


def _median(results: list[Measured]) -> dict[str, float]:
    names = ("per_second", "p50", "p95")
    middle = {name: round(statistics.median(asdict(one)[name] for one in results), 2) for name in names}
    return {**middle, "worst": max(one.worst for one in results), "failed": sum(one.failed for one in results)}


def _python(module: str, count: int, environment: dict[str, str]) -> bytes:
    command = [sys.executable, "-m", module, str(count)]
    return subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603
