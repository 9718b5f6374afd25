# SPDX-License-Identifier: Apache-2.0
"""The rules of the house, held by reading the code. What may break one stands in tools/house_rules/exceptions.toml."""

import importlib

import pytest

from findings import ROOT, shown
from house_rules import chinese_texts, names, sizes, sources, states, template_texts, writes
from house_rules.exceptions import listed, unexcused
from reference_pages.permissions import tables_of
from yizhan.config.rooms import ROOMS

RULES = {"writes", "states", "names", "sizes", "template_texts", "chinese_texts", "pages"}
ALL = (sources.SOURCE, ROOT / "tools", ROOT / "tests")
TEMPLATES = sorted(sources.SOURCE.rglob("templates/**/*.html"))
CONTROLLERS = sorted(sources.SOURCE.rglob("controllers/*.js"))


def test_faces_do_not_write() -> None:
    found = [finding for module in sources.modules(*writes.FACES) for finding in writes.breaches(module)]
    assert unexcused("writes", found) == []


def test_states_change_in_one_place() -> None:
    found = [finding for module in sources.modules(sources.SOURCE) for finding in states.breaches(module)]
    assert unexcused("states", found) == []


@pytest.mark.parametrize("room", ROOMS)
def test_rows_are_made_in_the_first_state_of_their_enum(room: str) -> None:
    elsewhere = [
        f"{module.place}:{line} {state}"
        for module in sources.modules(sources.SOURCE / "domains" / room)
        for line, state in states.first_states(module)
        if state not in _first_members(room)
    ]
    assert elsewhere == []


def test_names_say_something() -> None:
    found = [finding for module in sources.modules(*ALL) for finding in names.breaches(module)]
    assert unexcused("names", found) == []


def test_nothing_is_too_long() -> None:
    found = [finding for module in sources.modules(*ALL) for finding in sizes.breaches(module)]
    for paths, limit in ((TEMPLATES, sizes.TEMPLATE), (CONTROLLERS, sizes.CONTROLLER)):
        for path in paths:
            found += sizes.text_breaches(shown(path), path.read_text(encoding="utf-8"), limit)
    assert unexcused("sizes", found) == []


def test_every_word_of_a_template_can_be_translated() -> None:
    found = [
        finding
        for path in TEMPLATES
        for finding in template_texts.breaches(shown(path), path.read_text(encoding="utf-8"))
    ]
    assert unexcused("template_texts", found) == []


def test_chinese_sentences_stand_in_the_catalogues() -> None:
    found = [
        finding for module in sources.modules(*chinese_texts.FOLDERS) for finding in chinese_texts.breaches(module)
    ]
    assert unexcused("chinese_texts", found) == []


def test_every_exception_is_of_a_rule_and_has_a_reason() -> None:
    assert {one.rule for one in listed()} <= RULES
    assert [one for one in listed() if len(one.reason.split()) < 4] == []


def test_every_file_names_its_licence() -> None:
    silent = [
        module.place
        for module in sources.modules(*ALL)
        if not module.text.startswith("# SPDX-License-Identifier: Apache-2.0\n")
    ]
    assert silent == []


def test_packages_hold_nothing_in_their_init() -> None:
    packages = [module for module in sources.modules(sources.SOURCE) if module.place.endswith("__init__.py")]
    assert [package.place for package in packages if package.lines > 1] == []


def _first_members(room: str) -> set[str]:
    """`State.SUBMITTED`, `CaseState.INSTRUCTED`, …: the first of each enum of states."""
    module = importlib.import_module(f"yizhan.domains.{room}.states")
    enums = {type(step.target) for table in tables_of(module, "STEPS").values() for step in table.values()}
    return {f"{enum.__name__}.{next(iter(enum)).name}" for enum in enums}
