# SPDX-License-Identifier: Apache-2.0
"""The tool that compares code and catalogues: what it collects, and what it finds wrong."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.template.engine import Engine

import catalogues
from message_ids import python_code, templates
from message_ids.asked import Asked

_HEADER = 'msgid ""\nmsgstr ""\n"Language: zh_Hans\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'


def asked_by_code(tmp_path: Path, code: str) -> list[tuple[int, str, str, str]]:
    path = tmp_path / "module.py"
    path.write_text(code, encoding="utf-8")
    asked, _ = python_code.asked_in(path, "module.py")
    return [(one.line, one.id, one.plural, one.context) for one in sorted(asked)]


def asked_by_template(tmp_path: Path, source: str) -> list[tuple[int, str, str, str]]:
    path = tmp_path / "page.html"
    path.write_text(source, encoding="utf-8")
    asked, problems = templates.asked_in(path, "page.html", Engine.get_default())
    assert problems == []
    return [(one.line, one.id, one.plural, one.context) for one in sorted(asked)]


def wrong(tmp_path: Path, asked: list[Asked], *catalogue: str) -> list[str]:
    for number, entries in enumerate(catalogue):
        (tmp_path / f"room{number}.po").write_text(_HEADER + entries, encoding="utf-8")
    found = {}
    for path in sorted(tmp_path.glob("*.po")):
        with path.open("rb") as stream:
            found[path.name] = read_po(stream, locale="zh_Hans")
    return [finding.words for finding in sorted(catalogues.compare(asked, found))]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from django.utils.translation import gettext as _\n_('Hello')", (2, "Hello", "", "")),
        ("from django.utils.translation import gettext as _now\n_now('Hel' 'lo')", (2, "Hello", "", "")),
        ("from django.utils.translation import gettext_lazy\nA = gettext_lazy('Hello')", (2, "Hello", "", "")),
        ("from django.utils.translation import ngettext\nngettext('one', 'many', n)", (2, "one", "many", "")),
        ("from django.utils.translation import pgettext as _p\n_p('month', 'May')", (2, "May", "", "month")),
        ("from django.utils import translation\ntranslation.gettext('Hello')", (2, "Hello", "", "")),
    ],
)
def test_ids_in_code_are_collected(tmp_path: Path, code: str, expected: tuple[int, str, str, str]) -> None:
    assert asked_by_code(tmp_path, code) == [expected]


@pytest.mark.parametrize("code", ["_ = str\n_('Hello')", "from gettext import gettext as _\n_('Hello')", "x = 'Hello'"])
def test_what_is_no_translation_in_code_is_left_alone(tmp_path: Path, code: str) -> None:
    assert asked_by_code(tmp_path, code) == []


def test_an_id_made_while_running_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("from django.utils.translation import gettext as _\n_(f'Hello {name}')\n_(words)", encoding="utf-8")
    asked, unreadable = python_code.asked_in(path, "module.py")
    assert (asked, [finding.line for finding in unreadable]) == ([], [2, 3])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "Hello" %}', (1, "Hello", "", "")),
        ("\n{% translate 'Hello' as words %}", (2, "Hello", "", "")),
        ('{% translate "100 %" %}', (1, "100 %%", "", "")),
        ('{% include "x.html" with verb=_("Hello") only %}', (1, "Hello", "", "")),
        ('{{ name|default:_("Nobody") }}', (1, "Nobody", "", "")),
        ('{% if a == _("Hello") %}{% endif %}', (1, "Hello", "", "")),
        ('{% for a in b %}\n{% if c %}{% translate "Hello" %}{% endif %}{% endfor %}', (2, "Hello", "", "")),
        ('{% load components %}{% panel title=_("Hello") %}{% endpanel %}', (1, "Hello", "", "")),
        ('{% extends "base.html" %}{% block a %}{% translate "Hello" %}{% endblock %}', (1, "Hello", "", "")),
        ('{% partialdef a %}{% translate "Hello" %}{% endpartialdef %}', (1, "Hello", "", "")),
        ("{% blocktranslate trimmed %}\n  Hello\n  {{ name }}\n{% endblocktranslate %}", (1, "Hello %(name)s", "", "")),
        (
            "{% blocktranslate trimmed count n=n %}one{% plural %}{{ n }} things{% endblocktranslate %}",
            (1, "one", "%(n)s things", ""),
        ),
        ('{% translate "May" context "month" %}', (1, "May", "", "month")),
    ],
)
def test_ids_in_templates_are_collected(tmp_path: Path, source: str, expected: tuple[int, str, str, str]) -> None:
    assert asked_by_template(tmp_path, source) == [expected]


def test_a_template_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("\n{% nonsense %}", encoding="utf-8")
    _, problems = templates.asked_in(path, "page.html", Engine.get_default())
    assert [finding.line for finding in problems] == [2]


def test_a_percent_sign_that_would_be_shown_twice_is_found(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('{% translate "10 %" %}\n{% include "x.html" with words=_("100 %") only %}', encoding="utf-8")
    _, problems = templates.asked_in(path, "page.html", Engine.get_default())
    assert [finding.line for finding in problems] == [2]


def test_a_complete_catalogue_has_nothing_wrong(tmp_path: Path) -> None:
    asked = [Asked("a.py", 1, "Hello %(name)s"), Asked("a.py", 2, "one", "%(n)s things"), Asked("a.py", 3, "秘密")]
    entries = (
        'msgid "Hello %(name)s"\nmsgstr "您好，%(name)s"\n\n'
        'msgid "one"\nmsgid_plural "%(n)s things"\nmsgstr[0] "%(n)s 件"\n\n'
        'msgid "秘密"\nmsgstr "秘密"\n'
    )
    assert wrong(tmp_path, asked, entries) == []


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ("", 'no Chinese for "Hello"'),
        ('msgid "Hello"\nmsgstr ""\n', '"Hello": empty'),
        ('#, fuzzy\nmsgid "Hello"\nmsgstr "您好"\n', '"Hello": marked fuzzy, which is not used'),
        ('msgid "Hello"\nmsgstr "%(name)s，您好"\n', '"Hello": its Chinese fills in other places: %(name)s，您好'),
    ],
)
def test_a_missing_or_faulty_translation_is_found(tmp_path: Path, entries: str, words: str) -> None:
    assert wrong(tmp_path, [Asked("a.py", 1, "Hello")], entries) == [words]


def test_a_bare_percent_sign_beside_a_place_is_found(tmp_path: Path) -> None:
    entries = 'msgid "%(n)s %%"\nmsgstr "%(n)s % 左右"\n'
    assert wrong(tmp_path, [Asked("a.py", 1, "%(n)s %%")], entries) == [
        '"%(n)s %%": its Chinese has a percent sign that is no place: %(n)s % 左右'
    ]


def test_an_id_that_nobody_asks_for_is_found(tmp_path: Path) -> None:
    assert wrong(tmp_path, [], 'msgid "Hello"\nmsgstr "您好"\n') == ['"Hello": nobody asks for it']


def test_a_translation_left_over_is_found(tmp_path: Path) -> None:
    assert wrong(tmp_path, [], '#~ msgid "Hello"\n#~ msgstr "您好"\n') == ['left over, no longer used: "Hello"']


def test_two_rooms_that_disagree_are_found(tmp_path: Path) -> None:
    asked = [Asked("a.py", 1, "Hello")]
    assert wrong(tmp_path, asked, 'msgid "Hello"\nmsgstr "您好"\n', 'msgid "Hello"\nmsgstr "你好"\n') == [
        '"Hello": room0.po translates it differently'
    ]


def test_two_rooms_that_agree_are_left_alone(tmp_path: Path) -> None:
    entries = 'msgid "Hello"\nmsgstr "您好"\n'
    assert wrong(tmp_path, [Asked("a.py", 1, "Hello")], entries, entries) == []


def test_a_plural_needs_its_own_translation(tmp_path: Path) -> None:
    asked = [Asked("a.py", 1, "one", "many")]
    assert wrong(tmp_path, asked, 'msgid "one"\nmsgstr "一"\n') == ['no Chinese for "one"']


def test_a_chinese_id_is_found_and_proper_marks_are_left_alone(tmp_path: Path) -> None:
    asked = [Asked("a.py", 1, "已登记"), Asked("a.py", 2, "Nothing marked 秘密, please.")]
    entries = 'msgid "已登记"\nmsgstr "已登记"\n\nmsgid "Nothing marked 秘密, please."\nmsgstr "请勿填写秘密事项。"\n'
    assert wrong(tmp_path, asked, entries) == ['Chinese in the id "已登记"; ids are English']


def test_missing_ids_come_out_as_entries_once_with_all_places() -> None:
    asked = [Asked("a.py", 1, "Hello"), Asked("b.py", 2, "Hello"), Asked("c.py", 3, "one", "many")]
    assert "\n".join(catalogues.entries_for(asked)).split("\n\n") == [
        '#: a.py:1 b.py:2\nmsgid "Hello"\nmsgstr ""',
        '#: c.py:3\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] ""\n',
    ]


def test_the_engines_sentences_are_collected_with_their_lines() -> None:
    asked, _ = catalogues.everything_asked()
    empty = next(one for one in asked if one.id == "“%(name)s” is empty.")
    source = (catalogues.ROOT / empty.file).read_text(encoding="utf-8").splitlines()
    assert "Reason.EMPTY" in source[empty.line - 1]
