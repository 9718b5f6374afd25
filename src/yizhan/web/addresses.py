# SPDX-License-Identifier: Apache-2.0
"""Where to go on after an act."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def back(request: HttpRequest, otherwise: str = "/") -> str:
    """The page an act was started from, if it is one of ours."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc != request.get_host() or not parts.path.startswith("/"):
        return otherwise
    return parts.path + (f"?{parts.query}" if parts.query else "")
