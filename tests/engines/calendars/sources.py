# SPDX-License-Identifier: Apache-2.0
"""The public data that deadlines are checked against, read from beside the project."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "../shared"
HOLIDAYS_CSV = SHARED / "data/calendar/cn-public-holidays.csv"
REPLIES = SHARED / "data/taidi2020c/annex4-replies.xlsx"
