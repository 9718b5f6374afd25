# SPDX-License-Identifier: Apache-2.0
"""Where the pages of items lie, and where work goes on after an act."""

import uuid
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def item(public_id: uuid.UUID) -> str:
    """The page of an item."""
    return reverse("item", args=[public_id])


def receipt(public_id: uuid.UUID) -> str:
    """What the author keeps after handing in."""
    return reverse("item-receipt", args=[public_id])


def step(name: str, public_id: uuid.UUID) -> str:
    """The page of one of an item's steps: `step("recall", …)`."""
    return reverse(f"item-{name}", args=[public_id])


def wanted_next(request: HttpRequest) -> str:
    """The page that an act names as the next one (`next`), if it is one of ours; otherwise nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else ""


def with_item(url: str, public_id: uuid.UUID) -> str:
    """The same list with this item open."""
    path, _question, query = url.partition("?")
    said = [(name, value) for name, value in parse_qsl(query) if name != "item"]
    return f"{path}?{urlencode([*said, ('item', str(public_id))])}"


def go_on(request: HttpRequest, url: str) -> HttpResponse:
    """Continue at another page; htmx is told to load it whole."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
