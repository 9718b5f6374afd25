# SPDX-License-Identifier: Apache-2.0
import random

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from yizhan.engines.text.linkage import average_linkage

SEED = 7


def test_groups_are_joined_by_their_average() -> None:
    edges = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.1), (3, 4, 0.5)]
    assert average_linkage(6, edges, 0.5) == [[0, 1], [2], [3, 4], [5]]
    assert average_linkage(6, edges, 0.45) == [[0, 1, 2], [3, 4], [5]]


def test_nothing_to_join() -> None:
    assert average_linkage(0, [], 0.5) == []
    assert average_linkage(2, [], 0.5) == [[0], [1]]


def test_groups_agree_with_scipy() -> None:
    source = random.Random(SEED)
    size = 60
    likeness = np.zeros((size, size))
    for first in range(size):
        for second in range(first + 1, size):
            likeness[first, second] = likeness[second, first] = source.random()
    edges = [
        (first, second, float(likeness[first, second])) for first in range(size) for second in range(first + 1, size)
    ]
    tree = linkage(squareform(1 - likeness, checks=False), method="average")
    labels = fcluster(tree, 1 - 0.6, criterion="distance")
    expected = sorted(
        ([int(place) for place in np.flatnonzero(labels == label)] for label in set(labels)), key=lambda one: one[0]
    )
    assert average_linkage(size, edges, 0.6) == expected, SEED
