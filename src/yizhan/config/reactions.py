# SPDX-License-Identifier: Apache-2.0
"""Which event triggers which reaction. One table; reactions are carried out after commit, by the worker."""

from collections.abc import Mapping, Sequence

from yizhan.kernel.outbox import Reaction

REACTIONS: Mapping[str, Sequence[Reaction]] = {}
