# SPDX-License-Identifier: Apache-2.0
"""A closed loop of users against a server on loopback: each sends, waits for the answer, sends again."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

#: What one user sends next: method, path, body, headers. Called with the user's running count.
Sender = Callable[[int], tuple[str, str, bytes | None, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What the users of one run saw, and what the server spent on it. Times in milliseconds."""

    users: int
    per_second: float
    p50: float
    p95: float
    worst: float
    failed: int
    requests: int
    processor: float = 0.0
    """The server's processor time for one request, everything it did besides included."""


def run(
    host: str, port: int, sender: Callable[[int], Sender], *, users: int, seconds: float, least: int = 1
) -> Measured:
    """Let `users` work for a while, each for `least` requests at least. `sender(user)` makes one user's requests.

    Any answer but 2xx counts as failed.
    """
    times: list[list[float]] = [[] for _ in range(users)]
    failed = [0] * users
    start = time.perf_counter()
    end = start + seconds

    def work(user: int) -> None:
        connection = http.client.HTTPConnection(host, port, timeout=30)
        send = sender(user)
        count = 0
        while time.perf_counter() < end or count < least:
            method, path, body, headers = send(count)
            begun = time.perf_counter()
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            times[user].append((time.perf_counter() - begun) * 1000)
            if not 200 <= answer.status < 300:
                failed[user] += 1
            count += 1
        connection.close()

    threads = [threading.Thread(target=work, args=(user,)) for user in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return summary(users, sorted(value for one in times for value in one), time.perf_counter() - start, sum(failed))


def summary(users: int, times: list[float], wall: float, failed: int) -> Measured:
    """Rates and quantiles of sorted times."""
    if not times:
        return Measured(users, 0.0, 0.0, 0.0, 0.0, failed, 0)
    return Measured(
        users=users,
        per_second=round(len(times) / wall, 1),
        p50=round(times[len(times) // 2], 2),
        p95=round(times[min(len(times) - 1, int(len(times) * 0.95))], 2),
        worst=round(times[-1], 1),
        failed=failed,
        requests=len(times),
    )
