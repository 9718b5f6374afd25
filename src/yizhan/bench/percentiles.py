# SPDX-License-Identifier: Apache-2.0
"""Times as benches report them."""

from collections.abc import Sequence


def in_ms(seconds: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and the worst, in milliseconds."""
    ordered = sorted(seconds)
    if not ordered:
        return {}
    places = {"p50": len(ordered) // 2, "p95": min(len(ordered) - 1, int(len(ordered) * 0.95)), "worst": -1}
    return {name: round(ordered[place] * 1000, 2) for name, place in places.items()}
