# SPDX-License-Identifier: Apache-2.0
"""Build hook: turn the catalogues of every room into one compiled catalogue per language.

A room keeps its own file (`locale/zh_Hans/items.po`), so that two people translate side by side;
Django reads one `LC_MESSAGES/django.mo`, which this hook writes at installation.
"""

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles before a wheel is packed and before an editable installation."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling's signature
        """Write `django.mo` beside the catalogues it came from."""
        compile_catalogues(Path(self.root) / "src/yizhan/web/locale")


def compile_catalogues(locale: Path) -> None:
    """Merge `<language>/*.po` into `<language>/LC_MESSAGES/django.mo`; two rooms may not disagree on one text."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 -- the hook is imported where Babel may be missing
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    for language in sorted(path for path in locale.iterdir() if path.is_dir()):
        merged = Catalog(locale=language.name, charset="utf-8")
        for source in sorted(language.glob("*.po")):
            with source.open("rb") as stream:
                for message in read_po(stream, locale=language.name):
                    if not message.id:
                        continue
                    known = merged.get(message.id, message.context)
                    if known and known.string != message.string:
                        raise SystemExit(f"{source}: {message.id!r} is translated differently in another room")
                    merged[message.id] = message
        target = language / "LC_MESSAGES"
        target.mkdir(exist_ok=True)
        # Put in place whole: somebody may be reading the former one, or making the same one.
        made = target / f"django.mo.{os.getpid()}"
        with made.open("wb") as stream:
            write_mo(stream, merged)
        made.replace(target / "django.mo")


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parents[1] / "src/yizhan/web/locale")
