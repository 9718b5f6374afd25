# SPDX-License-Identifier: Apache-2.0
"""How a person likes the pages: light or dark, size, density. Kept in cookies, so that it works before sign-in too."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseRedirect
from django.views.decorators.http import require_POST

from yizhan.web.addresses import back

#: Name of the choice -> what may be chosen, the default first.
CHOICES = {
    "theme": ("system", "light", "dark"),
    "size": ("standard", "elder"),
    "density": ("comfortable", "compact"),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices in force."""

    theme: str = "system"
    size: str = "standard"
    density: str = "comfortable"


def preferences_of(request: HttpRequest) -> Preferences:
    """The choices of the browser that asks; anything unknown counts as the default."""
    chosen = {}
    for name, choices in CHOICES.items():
        value = request.COOKIES.get(f"yizhan_{name}", "")
        chosen[name] = value if value in choices else choices[0]
    return Preferences(**chosen)


@require_POST
def choose(request: HttpRequest) -> HttpResponseRedirect:
    """Keep what was chosen for a year."""
    response = HttpResponseRedirect(back(request))
    for name, choices in CHOICES.items():
        value = request.POST.get(name, "")
        if value in choices:
            response.set_cookie(
                f"yizhan_{name}", value, max_age=31_536_000, samesite="Lax", secure=request.is_secure(), httponly=True
            )
    return response
