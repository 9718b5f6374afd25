# SPDX-License-Identifier: Apache-2.0
"""The tool that makes the reference pages."""

from pathlib import Path

import reference
from reference_pages import events, glossary, markdown, rules, steps

_STORED = """| event | what happened | fields | told |
| --- | --- | --- | --- |
| `items.item.archived` | The item went to the archive. | – |  |
| `items.item.signed` | Signed \\| closed. | `text: int`, `note: str \\| None` | yes |
"""


def test_pages_are_the_same_each_time_they_are_made() -> None:
    made = {name: make() for name, make in reference.pages().items()}
    assert {name: make() for name, make in reference.pages().items()} == made


def test_a_stored_catalogue_is_read_back() -> None:
    assert events.stored_catalogue(_STORED) == {
        "items.item.archived": {},
        "items.item.signed": {"text": "int", "note": "str | None"},
    }


def test_the_page_of_events_can_be_read_back() -> None:
    expected = {name: events.fields_of(event) for name, event in events.everything().items()}
    assert events.stored_catalogue(events.text()) == expected


def test_an_event_or_field_that_vanished_is_named(tmp_path: Path) -> None:
    page = tmp_path / "events.md"
    page.write_text(_STORED.replace("items.item.archived", "items.item.vanished"), encoding="utf-8")
    assert events.problems(page) == [
        "the event items.item.vanished is gone, but journals hold it",
        "the event items.item.signed has lost or changed its field note",
    ]


def test_marks_of_rules_are_found_wherever_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_a.py").write_text(
        "import pytest\n"
        'pytestmark = pytest.mark.rule("RULE-001")\n'
        '@pytest.mark.rule("RULE-002", "RULE-003")\ndef test_b(): pass\n'
        '@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.rule("FIX-004"))])\ndef test_c(x): pass\n',
        encoding="utf-8",
    )
    assert rules.tests_by_rule(folder) == {
        "RULE-001": [("tests/test_a.py", "all of it")],
        "RULE-002": [("tests/test_a.py", "test_b")],
        "RULE-003": [("tests/test_a.py", "test_b")],
        "FIX-004": [("tests/test_a.py", "test_c")],
    }


def test_every_rule_has_a_title_and_every_term_is_in_the_code() -> None:
    assert [*rules.problems(), *glossary.problems()] == []


def test_no_term_is_explained_twice() -> None:
    names = [term.name for term in glossary.terms()]
    assert len(names) == len(set(names))


def test_a_table_with_a_bar_in_a_cell_keeps_its_columns() -> None:
    assert markdown.table(("a", "b"), [("1|2", "3")]) == "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |"


def test_pictures_begin_in_the_first_state_and_end_where_no_step_leads_on() -> None:
    page = steps.text()
    assert "    [*] --> submitted\n" in page
    assert "    withdrawn --> [*]\n" in page
    assert "    submitted --> registered: register\n" in page
