# SPDX-License-Identifier: Apache-2.0
"""The pages of docs/reference that are made from the code, so that they cannot say anything else.

python tools/reference.py write    make them anew
python tools/reference.py check    say which ones no longer fit the code; exit code 1 if any
"""

import argparse
import sys
from collections.abc import Callable, Mapping

import installation
from findings import ROOT

FOLDER = ROOT / "docs/reference"


def main() -> int:
    """Answer the call."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("act", choices=["write", "check"])
    given = arguments.parse_args()
    installation.open_settings()
    complaints = problems()
    for name, make in pages().items():
        path, made = FOLDER / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == made:
            continue
        if given.act == "write":
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(made, encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
        else:
            complaints.append(f"{path.relative_to(ROOT)} is out of date: python tools/reference.py write")
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


def pages() -> Mapping[str, Callable[[], str]]:
    """File name -> what makes its text."""
    from reference_pages import (  # noqa: PLC0415 -- the pages read code that needs the settings
        commands,
        events,
        glossary,
        interface,
        permissions,
        rules,
        settings,
        steps,
    )

    return {
        "events.md": events.text,
        "permissions.md": permissions.text,
        "steps.md": steps.text,
        "rules.md": rules.text,
        "settings.md": settings.text,
        "commands.md": commands.text,
        "interface.md": interface.text,
        "openapi.json": interface.description,
        "glossary.md": glossary.text,
    }


def problems() -> list[str]:
    """What no page can show right: vanished events, rules without a title, words that the code does not use."""
    from reference_pages import events, glossary, rules  # noqa: PLC0415 -- as above

    return [*events.problems(FOLDER / "events.md"), *rules.problems(), *glossary.problems()]


if __name__ == "__main__":
    sys.exit(main())
