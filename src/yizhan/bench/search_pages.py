# SPDX-License-Identifier: Apache-2.0
"""Times the whole search page, extracts included, beside the same page with nothing looked for.

Each store is filled and asked in a process of its own: `python -m yizhan.bench.search_pages COUNT QUERIES`.
"""

import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from yizhan.bench.corpus import SEED, phrase_of
from yizhan.bench.fill import filled
from yizhan.bench.percentiles import in_ms

#: Pages that are asked for and not counted: the first ones compile statements and templates.
_WARM = 20

#: What is asked for: everything together and the most telling first, and the newest items only.
ADDRESSES = {
    "newest": "/search/?q={}",
    "relevance": "/search/?q={}&order=relevance",
    "of_items": "/search/?q={}&kind=item",
}


def run(sizes: Sequence[int], *, queries: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """Each size in turn, in a store that is thrown away afterwards."""
    rows = []
    for size in sizes:
        tell(f"filling a store with {size} reports, then asking for {queries} pages of each kind …")
        with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as home:
            command = [sys.executable, "-m", "yizhan.bench.search_pages", str(size), str(queries)]
            environment = {**os.environ, "YIZHAN_HOME": home}
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603 -- our own
        rows.append(json.loads(done.stdout))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    return {"machine": machine, "seed": SEED, "queries": queries, "sizes": rows}


def measured(count: int, queries: int) -> dict[str, Any]:
    """Fill so many reports, then ask for pieces of stored texts, two to six characters long, as an editor."""
    keys = filled(count)
    from django.test import Client  # noqa: PLC0415 -- settings exist only once the house is open

    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["yizhan_session"] = keys["editors"][0]["session"]
    phrases = _phrases(queries + _WARM)
    found = {"items": count, "empty": in_ms([_timed(client, "/search/")[0] for _ in phrases][_WARM:])}
    for name, address in ADDRESSES.items():
        asked = [_timed(client, address.format(quote(phrase))) for phrase in phrases][_WARM:]
        found[name] = in_ms([seconds for seconds, _hits in asked])
        found[f"{name}_found"] = sum(hits > 0 for _seconds, hits in asked)
        found[f"{name}_hits"] = round(sum(hits for _seconds, hits in asked) / len(asked), 1)
    return found


def _timed(client: Any, address: str) -> tuple[float, int]:
    began = time.thread_time()
    page = client.get(address).content
    return time.thread_time() - began, page.count(b'class="hit"')


def _phrases(number: int) -> list[str]:
    from yizhan.domains.items.models import Item, Text  # noqa: PLC0415 -- models exist only once the house is open

    chance = random.Random(SEED)  # noqa: S311 -- texts, not secrets
    first, last = Item.objects.order_by("pk")[0].pk, Item.objects.latest("pk").pk
    keys = [chance.randint(first, last) for _ in range(number)]
    texts = dict(Text.objects.filter(item__in=keys, number=1).values_list("item", "situation"))
    return [phrase_of(texts[key], chance) for key in keys]


if __name__ == "__main__":
    result = measured(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(json.dumps({**result, "load": round(os.getloadavg()[0], 1)}))
