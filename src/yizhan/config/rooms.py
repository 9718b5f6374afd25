# SPDX-License-Identifier: Apache-2.0
"""The rooms of the house, from the ground up. A room below may not call a room above it in this list."""

ROOMS = (
    "network",
    "rulebook",
    "clocks",
    "files",
    "notices",
    "duty",
    "items",
    "likeness",
    "checks",
    "periodicals",
    "reporting",
    "topics",
    "urgent",
    "findings",
    "supervision",
    "quotas",
    "suggestions",
    "appraisal",
    "bulletins",
    "rewards",
    "awards",
    "register",
    "search",
)
