# SPDX-License-Identifier: Apache-2.0
"""The rules themselves: what they catch, and what they leave alone."""

import pytest

from findings import Finding
from house_rules import chinese_texts, exceptions, names, refusals, sizes, states, template_texts, writes
from house_rules.sources import example


@pytest.mark.parametrize(
    "code",
    [
        "Item.objects.create(title='x')",
        "item.save()",
        "item.save(update_fields=['title'])",
        "Item.objects.filter(pk=1).update(title='x')",
        "rows.update(title='x')",
        "Item.objects.filter(pk=1).delete()",
        "Item.objects.bulk_create([item])",
        "Item.objects.get_or_create(pk=1)",
        "Item.objects.select_for_update().get(pk=1)",
        "with transaction.atomic():\n    pass",
        "@transaction.atomic\ndef view(): pass",
        "connection.cursor().execute('DELETE FROM items_item')",
        "from yizhan.kernel.inserting import insert",
        "from yizhan.kernel import clock, audit",
    ],
)
def test_a_write_in_a_face_is_found(code: str) -> None:
    assert list(writes.breaches(example(code))) != []


@pytest.mark.parametrize(
    "code",
    [
        "context.update(extra)",
        "from yizhan.kernel import clock, outbox",
        "table.update({'a': 1})",
        "registration.register(actor, public_id, seen=seen)",
        "submission.save_draft(actor, key, content=content)",
        "queries.listed(access.visible(actor), size=50)",
        "names.remove(name)",
    ],
)
def test_what_is_no_write_is_left_alone(code: str) -> None:
    assert list(writes.breaches(example(code))) == []


@pytest.mark.parametrize(
    "code",
    [
        "item.state = State.SIGNED",
        "item.state, item.version = State.SIGNED, 2",
        "item.state: str = 'signed'",
        "setattr(item, 'state', 'signed')",
        "Item.objects.filter(pk=1).update(state=State.SIGNED)",
        "guarded.update(version=2, state='signed')",
    ],
)
def test_a_state_set_by_hand_is_found(code: str) -> None:
    assert list(states.breaches(example(code))) != []


@pytest.mark.parametrize(
    "code",
    [
        "item = Item.objects.create(state=State.SUBMITTED)",
        "move(item, STEPS, 'sign_off', actor=actor, event=event)",
        "rows = Item.objects.filter(state=State.SIGNED)",
        "is_signed = item.state == State.SIGNED",
        "class Shown:\n    def __init__(self, state):\n        self.state = state",
    ],
)
def test_reading_and_making_with_a_state_is_left_alone(code: str) -> None:
    assert list(states.breaches(example(code))) == []


def test_the_one_place_that_sets_states_may() -> None:
    assert list(states.breaches(example("row.state = step.target", states.HOME))) == []


def test_the_state_that_a_row_is_made_in_is_read() -> None:
    code = (
        "Item.objects.create(state=State.SIGNED)\nItem(state=State.SUBMITTED)\nraise Conflict('x', state=State.SIGNED)"
    )
    assert list(states.first_states(example(code))) == [(1, "State.SIGNED"), (2, "State.SUBMITTED")]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("src/yizhan/web/utils.py", ""),
        ("src/yizhan/web/item_helpers.py", ""),
        ("src/yizhan/common/clock.py", ""),
        ("src/yizhan/web/items.py", "class ItemManager: pass"),
        ("src/yizhan/web/items.py", "class SubmissionService: pass"),
        ("src/yizhan/web/items.py", "def process_items(): pass"),
        ("src/yizhan/web/items.py", "def do_it(): pass"),
        ("src/yizhan/web/items.py", "def _data(): pass"),
    ],
)
def test_a_name_that_says_nothing_is_found(place: str, code: str) -> None:
    assert list(names.breaches(example(code, place))) != []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("src/yizhan/web/items/rows.py", "class HandlerDesk: pass"),
        ("src/yizhan/web/refusals.py", "def process_exception(self): pass"),
        ("src/yizhan/web/items.py", "def common_words(): pass"),
        ("tests/web/test_pages.py", "def test_what_one_can_do_about_it(): pass"),
    ],
)
def test_a_name_of_the_domain_is_left_alone(place: str, code: str) -> None:
    assert list(names.breaches(example(code, place))) == []


def test_what_is_too_long_is_found_at_the_first_line_too_many() -> None:
    body = "    pass\n"
    assert list(sizes.breaches(example("def short():\n" + body * 59))) == []
    assert [one.words for one in sizes.breaches(example("def long():\n" + body * 60))] == ["long: 61 lines, at most 60"]
    assert [one.words for one in sizes.breaches(example("class Long:\n" + body * 200))] == [
        "Long: 201 lines, at most 200"
    ]
    assert [one.words for one in sizes.breaches(example("\n" * 501))] == ["module: 501 lines, at most 500"]
    assert list(sizes.text_breaches("page.html", "\n" * 150, 150)) == []
    assert [one.words for one in sizes.text_breaches("web/page.html", "\n" * 151, 150)] == [
        "page.html: 151 lines, at most 150"
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("raise Invalid('items.text.empty', field='title')", ("items.text.empty", frozenset())),
        (
            "raise errors.Conflict('page.outdated', seen=1, present=2)",
            ("page.outdated", frozenset({"seen", "present"})),
        ),
        ("raise Invalid(f'files.file.{reason}', **parameters)", ("files.file.*", None)),
        ("rows.append(Rejection(place, 'items.intake.no_count', 'likes'))", ("items.intake.no_count", None)),
    ],
)
def test_a_refusal_is_read_with_its_facts(code: str, expected: tuple[str, frozenset[str] | None]) -> None:
    assert [(one.code, one.facts) for one in refusals.uttered(example(code))] == [expected]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Hello</p>", "Hello"),
        ("<p>\n  你好 {{ name }}</p>", "你好"),
        ('<img alt="Seal">', "alt=Seal"),
        ('<button aria-label="Close">×</button>', "aria-label=Close"),
        ('<input type="submit" value="Send">', "value=Send"),
        ("{% blocktranslate trimmed %}Hello{% endblocktranslate %} world", "world"),
        ("{% if x %}yes{% endif %}", "yes"),
        ('<a href="{{ url }}" title="Open">{{ name }}</a>', "title=Open"),
    ],
)
def test_a_word_that_nobody_can_translate_is_found(source: str, words: str) -> None:
    assert [finding.words for finding in template_texts.breaches("page.html", source)] == [f"not translatable: {words}"]


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% translate "Hello" %}</p>',
        "{% blocktranslate trimmed with name=name %}Hello {{ name }}{% endblocktranslate %}",
        '<a class="button button-small" href="{{ url }}" aria-label="{% translate \'Close\' %}">×</a>',
        "{# a note for colleagues #}<p>{{ count }} · 100 %</p>",
        "{% block width %}narrow{% endblock %}",
        '<div data-controller="grow" id="main"></div>',
        '<input type="hidden" name="act" value="approve">',
        "{% comment %}Hello{% endcomment %}",
        "<p>12&nbsp;%</p>",
    ],
)
def test_what_is_no_text_is_left_alone(source: str) -> None:
    assert list(template_texts.breaches("page.html", source)) == []


def test_the_line_of_an_untranslatable_word_is_right() -> None:
    source = "{% extends 'base.html' %}\n{% block content %}\n<p>{{ a }}</p>\n\n  Hello\n{% endblock %}"
    assert [finding.line for finding in template_texts.breaches("page.html", source)] == [5]


def test_chinese_in_code_is_found_and_docstrings_are_left_alone() -> None:
    code = '"""批示。"""\nVERB = "报送"\nNAME = _("Report")\ndef report():\n    """报送。"""\n'
    assert [finding.line for finding in chinese_texts.breaches(example(code))] == [2]


def test_an_exception_covers_only_its_own_finding() -> None:
    excuse = exceptions.Excuse("sizes", "a.py", "long", "because it is a table", most=70)
    assert excuse.covers(Finding("a.py", 3, "long: 70 lines, at most 60"))
    assert not excuse.covers(Finding("a.py", 3, "long: 71 lines, at most 60"))
    assert not excuse.covers(Finding("a.py", 3, "other: 70 lines, at most 60"))
    assert not excuse.covers(Finding("b.py", 3, "long: 70 lines, at most 60"))


def test_an_exception_that_nothing_needs_is_a_finding() -> None:
    one = exceptions.listed()[0]
    assert any("not needed any more" in line and one.file in line for line in exceptions.unexcused(one.rule, []))


def test_a_finding_without_an_exception_stays() -> None:
    finding = Finding("src/yizhan/web/new.py", 7, "a face writes: item.save")
    assert str(finding) in exceptions.unexcused("writes", [finding])
