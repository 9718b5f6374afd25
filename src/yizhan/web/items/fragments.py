# SPDX-License-Identifier: Apache-2.0
"""A page, or only the part of it that htmx asks for. Partial, element id and `hx-target` have one name."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_part(request: HttpRequest, name: str) -> bool:
    """Whether htmx (and not a boosted link) wants to replace just the element with that id."""
    headers = request.headers
    is_partial = headers.get("HX-Request") == "true" and not headers.get("HX-Boosted")
    return is_partial and headers.get("HX-Target") == name


def page_or_part(
    request: HttpRequest, template: str, parts: Sequence[str], context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render the template, or that one of its partials `parts` which is wanted."""
    wanted = next((part for part in parts if wants_part(request, part)), "")
    response = render(request, f"{template}#{wanted}" if wanted else template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
