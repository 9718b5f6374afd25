# SPDX-License-Identifier: Apache-2.0
"""From a submission to the open pages of those who are told, with many people's pages open.

Every person's page does what `pulse.js` does: asks every half second for the newest notice, and fetches what arrived.
The time runs from sending the submission to having the whole sentence at each page that is told.
"""

import asyncio
import http.client
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from yizhan.bench import clients, corpus, servers
from yizhan.kernel.ids import new_id

#: Seconds between two questions of an open page, as in `pulse.js`.
EVERY = 0.5


@dataclass
class Pages:
    """What all open pages saw."""

    port: int
    told: dict[int, list[float]] = field(default_factory=dict)
    asked: list[float] = field(default_factory=list)
    failed: int = 0
    round: int = 0


def run(people: int, told: int, *, rounds: int, threads: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Open `people` pages, `told` of them of people who are told of each of `rounds` urgent submissions."""
    with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as folder:
        home = {"YIZHAN_HOME": folder}
        tell(f"entering {people} people …")
        command = [sys.executable, "-m", "yizhan.bench.people", str(people), str(told)]
        filled = subprocess.run(command, env={**os.environ, **home}, stdout=subprocess.PIPE, check=True)  # noqa: S603
        keys = json.loads(filled.stdout)
        with servers.serving("yizhan.config.serving:application", Path(folder), home, threads=threads) as server:
            used = _seconds(server.process.pid)
            begun = time.perf_counter()
            pages, wall = asyncio.run(_measure(Pages(server.port), keys, rounds)), time.perf_counter() - begun
            used = _seconds(server.process.pid) - used
    times = sorted(value for one in pages.told.values() for value in one)
    return {
        "people": people,
        "told": told,
        "rounds": rounds,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 1),
        "threads": threads,
        "missed": rounds * told - len(times),
        "arrival": asdict(clients.summary(told, times, wall, pages.failed)),
        "pulse": asdict(clients.summary(people, sorted(pages.asked), wall, pages.failed)),
        "server_cores": round(used / wall, 2),
    }


async def _measure(pages: Pages, keys: dict[str, Any], rounds: int) -> Pages:
    chance = random.Random(corpus.SEED)  # noqa: S311 -- spreads the pages over the half second, nothing secret
    sent: list[float] = []
    open_pages = [asyncio.create_task(_page(pages, one, sent, chance.random() * EVERY)) for one in keys["people"]]
    await asyncio.sleep(3)
    pages.asked.clear()
    texts = list(corpus.reports(rounds, corpus.SEED + 3))
    for title, text in texts:
        await asyncio.sleep(1 + chance.random())
        sent.append(time.perf_counter())
        await asyncio.to_thread(_submit, pages.port, keys["member_key"], title, text)
    await asyncio.sleep(3)
    for one in open_pages:
        one.cancel()
    await asyncio.gather(*open_pages, return_exceptions=True)
    return pages


async def _page(pages: Pages, person: dict[str, Any], sent: list[float], offset: float) -> None:
    """One open page: asks, waits, asks; fetches what arrived and notes when it had it."""
    await asyncio.sleep(offset)
    reader, writer = await asyncio.open_connection("127.0.0.1", pages.port)
    known = -1
    while True:
        begun = time.perf_counter()
        status, body = await _get(reader, writer, person["pulse"])
        pages.asked.append((time.perf_counter() - begun) * 1000)
        pages.failed += status != 200
        newest = int(body or 0)
        if 0 <= known < newest:
            cookie = f"Cookie: yizhan_session={person['session']}\r\n"
            status, body = await _get(reader, writer, f"/notices/arrived/?after={known}", cookie)
            pages.failed += status != 200 or b"message" not in body
            times = pages.told.setdefault(person["person"], [])
            if len(times) < len(sent):
                times.append((time.perf_counter() - sent[len(times)]) * 1000)
        known = newest
        await asyncio.sleep(EVERY)


async def _get(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, more: str = ""
) -> tuple[int, bytes]:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(int(line.split(":")[1]) for line in head.split("\r\n") if line.startswith("content-length:"))
    return int(head.split(" ", 2)[1]), await reader.readexactly(length)


def _submit(port: int, key: str, title: str, text: str) -> None:
    """An urgent submission through the interface."""
    identifier = str(new_id())
    wording = {"title": title, "situation": text, "source": "走访"}
    body = {"id": identifier, "kind": "social_opinion", "wording": wording, "is_truthful": True, "is_urgent": True}
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "Idempotency-Key": identifier}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/api/v1/items", json.dumps(body, ensure_ascii=False).encode(), headers)
    answer = connection.getresponse()
    if answer.status != 201:
        raise RuntimeError(f"a submission was refused: {answer.read().decode()}")
    connection.close()


def _seconds(pid: int) -> float:
    """Processor time of the service so far."""
    ticks = 0
    for one in servers.family(pid):
        fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
