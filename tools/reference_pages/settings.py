# SPDX-License-Identifier: Apache-2.0
"""The operator's settings, from the one table that reads them."""

from reference_pages.markdown import code, page, prose, table
from yizhan.config.parameters import PARAMETERS


def text() -> str:
    """Name, default, meaning."""
    rows = [(code(one.name), code(one.default) if one.default else "not set", one.meaning) for one in PARAMETERS]
    return page(
        "Settings",
        prose(
            "Given as environment variables.",
            "A variable that begins with `YIZHAN_` and is not listed here stops the start and names the nearest one.",
            "What an institution changes while it works (levels of review, lengths of texts) is not here:",
            "it stands under *Rules* in the pages, dated and with the instrument it comes from.",
        ),
        table(("name", "default", "meaning"), rows),
    )
