# SPDX-License-Identifier: Apache-2.0
"""Groups by average linkage over a sparse graph of likenesses: memory grows with the edges, not with the square."""

import heapq
from collections.abc import Iterable

#: likeness of two members: (first, second, likeness), first != second, each pair once.
Edge = tuple[int, int, float]


class _Groups:
    """Groups and the sums of likeness between them; a pair without an edge counts as 0."""

    def __init__(self, size: int, edges: Iterable[Edge]) -> None:
        self.members: list[list[int]] = [[place] for place in range(size)]
        self._sums: list[dict[int, float]] = [{} for _ in range(size)]
        for first, second, likeness in edges:
            self._sums[first][second] = self._sums[second][first] = likeness

    def average(self, first: int, second: int) -> float:
        total = self._sums[first].get(second)
        return total / (len(self.members[first]) * len(self.members[second])) if total else 0.0

    def neighbours(self, group: int) -> list[int]:
        return list(self._sums[group])

    def join(self, first: int, second: int) -> int:
        """Joins two groups into the one with more neighbours and returns it; the other is left empty."""
        if len(self._sums[first]) < len(self._sums[second]):
            first, second = second, first
        kept, given = self._sums[first], self._sums[second]
        kept.pop(second, None)
        for neighbour, total in given.items():
            if neighbour != first:
                kept[neighbour] = kept.get(neighbour, 0.0) + total
                self._sums[neighbour][first] = kept[neighbour]
                del self._sums[neighbour][second]
        self.members[first] += self.members[second]
        self.members[second], self._sums[second] = [], {}
        return first


def average_linkage(size: int, edges: Iterable[Edge], threshold: float) -> list[list[int]]:
    """Joins the two groups whose members are on average most alike until no two reach `threshold`.

    Returns all groups, single members too, each ascending, in the order of their first members. Equal likenesses are
    joined in the order of the places, so that the same input always gives the same groups.
    """
    groups = _Groups(size, edges)
    queue = [
        (-groups.average(first, second), first, second)
        for first in range(size)
        for second in groups.neighbours(first)
        if first < second and groups.average(first, second) >= threshold
    ]
    heapq.heapify(queue)
    while queue:
        likeness, first, second = heapq.heappop(queue)
        # An entry made before one of the two grew is out of date; a newer one stands in the queue.
        if groups.average(first, second) != -likeness:
            continue
        joined = groups.join(first, second)
        for neighbour in groups.neighbours(joined):
            average = groups.average(joined, neighbour)
            if average >= threshold:
                heapq.heappush(queue, (-average, min(joined, neighbour), max(joined, neighbour)))
    return sorted((sorted(members) for members in groups.members if members), key=lambda members: members[0])
