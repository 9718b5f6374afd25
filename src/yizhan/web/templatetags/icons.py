# SPDX-License-Identifier: Apache-2.0
"""`{% icon "search" %}`: a symbol of the one sprite."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """The symbol `name` of `yizhan/icons.svg`; silent for screen readers unless it carries a `label`."""
    target = f"{static('yizhan/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, target)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', target)
