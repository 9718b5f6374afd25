# SPDX-License-Identifier: Apache-2.0
"""Which events still count after cancellations and corrections."""

from collections.abc import Mapping

from yizhan.engines.scoring.findings import Findings


def annulled_events(annuls: Mapping[str, str], findings: Findings) -> set[str]:
    """The events that do not count, given which event annuls which.

    An event is annulled when an event that is not annulled itself annuls it: to cancel a cancellation restores the
    original. Events that annul one another in a circle are an error.
    """
    annullers: dict[str, list[str]] = {}
    for annuller, target in annuls.items():
        annullers.setdefault(target, []).append(annuller)
    settled: dict[str, bool] = {}
    for start in annullers:
        path: list[str] = [start]
        while path:
            event = path[-1]
            open_ones = [each for each in annullers.get(event, ()) if each not in settled]
            if not open_ones:
                settled[event] = any(not settled[each] for each in annullers.get(event, ()))
                path.pop()
            elif open_ones[0] in path:
                findings.error(
                    "events.correction_circle",
                    f"event {open_ones[0]} annuls itself in a circle of corrections",
                    event=open_ones[0],
                )
                return set()
            else:
                path.append(open_ones[0])
    return {event for event, is_annulled in settled.items() if is_annulled}
