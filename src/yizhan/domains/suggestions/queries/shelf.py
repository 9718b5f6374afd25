# SPDX-License-Identifier: Apache-2.0
"""Arrays of snapshots in memory: loaded when first asked for, shared by all threads, the longest unused given up."""

import threading
import uuid
from collections import OrderedDict

from yizhan.domains.suggestions.models import Content, Snapshot
from yizhan.engines.text.fitted import FittedLabels

#: Bytes that all arrays together may take in a process; one question with seven labels takes two million.
MOST = 32 * 1024 * 1024

_lock = threading.Lock()
_shelf: "OrderedDict[uuid.UUID, FittedLabels]" = OrderedDict()


def fitted(snapshot: Snapshot) -> FittedLabels | None:
    """The arrays of a snapshot; None where there are none, or none that this version can read."""
    key = snapshot.public_id
    with _lock:
        if key in _shelf:
            _shelf.move_to_end(key)
            return _shelf[key]
    arrays = Content.objects.filter(pk=snapshot.pk).values_list("arrays", flat=True).first()
    if arrays is None:
        return None
    try:
        found = FittedLabels.from_bytes(bytes(arrays))
    except ValueError:
        return None
    _keep(key, found)
    return found


def held() -> int:
    """Bytes that are held now."""
    with _lock:
        return sum(one.size for one in _shelf.values())


def _keep(key: uuid.UUID, found: FittedLabels) -> None:
    with _lock:
        _shelf[key] = found
        while len(_shelf) > 1 and sum(one.size for one in _shelf.values()) > MOST:
            _shelf.popitem(last=False)
