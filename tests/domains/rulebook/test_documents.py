# SPDX-License-Identifier: Apache-2.0
"""Rules as TOML: writing and reading are opposites, and every mistake names its line."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.domains.items.rules import REVIEW_LEVELS, TEXT_LENGTH
from yizhan.domains.network.states import Level, Line, OrganizationKind
from yizhan.domains.rulebook.rules.comparing import differences
from yizhan.domains.rulebook.rules.documents import read_document, write_document
from yizhan.domains.rulebook.rules.own import SECOND_PERSON
from yizhan.domains.rulebook.rules.provisions import Instrument, Provision, checked
from yizhan.domains.rulebook.rules.scopes import EVERYWHERE, Scope
from yizhan.domains.rulebook.states import Strength

NAMES = {7: "东山街道", 8: '城管"局\\'}
BODIES = {name: key for key, name in NAMES.items()}
DAY = datetime.date(2026, 1, 1)

#: What a document may trip over: quotation marks, escapes, brackets, spaces of all kinds, characters beyond 16 bits.
AWKWARD = "中é😀\"'\\#=[]{},.\x1f\x7f\x85\u2028\u3000\ufeff \t\n7a"
line = st.text(st.sampled_from(AWKWARD), max_size=12).map(lambda text: " ".join(text.split()))
scopes = st.builds(
    Scope,
    organizations=st.sets(st.sampled_from([7, 8])).map(lambda keys: tuple(sorted(keys))),
    levels=st.sets(st.sampled_from(Level.values)).map(lambda keys: tuple(sorted(keys))),
    lines=st.sets(st.sampled_from(Line.values)).map(lambda keys: tuple(sorted(keys))),
    body_kinds=st.sets(st.sampled_from(OrganizationKind.values)).map(lambda keys: tuple(sorted(keys))),
    categories=st.sets(line.filter(bool), max_size=2).map(lambda words: tuple(sorted(words))),
)
provisions = st.builds(
    Provision,
    key=st.just(REVIEW_LEVELS.key),
    value=st.integers(1, 4),
    valid_from=st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 1, 1)),
    instrument=st.builds(
        Instrument,
        title=line.filter(bool),
        number=line,
        issued_on=st.none() | st.dates(datetime.date(1990, 1, 1)),
        article=line,
    ),
    strength=st.sampled_from(Strength),
    scope=scopes | st.just(EVERYWHERE),
    strand=line,
    is_instead=st.booleans(),
)


@given(st.lists(provisions, max_size=5, unique_by=lambda one: (one.line, one.valid_from)), line)
def test_a_document_says_what_was_written_and_nothing_else(given_ones: list[Provision], title: str) -> None:
    written = write_document(title, given_ones, NAMES)
    document = read_document(written, BODIES)
    assert document.mistakes == ()
    assert document.title == title
    assert set(map(str, document.provisions)) == set(map(str, map(checked, given_ones)))
    assert write_document(document.title, document.provisions, NAMES) == written


def test_endings_and_other_kinds_of_values_survive() -> None:
    instrument = Instrument(title="制度")
    narrow = Scope(organizations=(7,))
    given_ones = [
        Provision(key=SECOND_PERSON.key, value=False, valid_from=DAY, instrument=instrument),
        Provision(key=TEXT_LENGTH.key, value=900, valid_from=DAY, instrument=instrument, scope=narrow),
        Provision(
            key=TEXT_LENGTH.key,
            value=None,
            ends=True,
            valid_from=datetime.date(2026, 2, 1),
            instrument=instrument,
            scope=narrow,
        ),
    ]
    document = read_document(write_document("", given_ones, NAMES), BODIES)
    assert [(one.value, one.ends) for one in document.provisions] == [(900, False), (None, True), (False, False)]


GOOD = """title = "规则"

[[rule]]
key = "items.text_length"
value = 1200
from = 2026-01-01
instrument = "制度"
scope = { levels = ["county"] }
"""


@pytest.mark.parametrize(
    ("before", "after", "mistakes"),
    [
        ("value = 1200", "value = 99", [(5, "rulebook.value.out_of_range")]),
        ("value = 1200", 'value = "many"', [(5, "rulebook.value.no_whole_number")]),
        ("value = 1200", "", [(3, "rulebook.value.no_whole_number")]),
        ("from = 2026-01-01", 'from = "2026-01-01"', [(6, "rulebook.document.wrong_kind")]),
        ("from = 2026-01-01", "from = 2026-01-01T08:00:00", [(6, "rulebook.document.wrong_kind")]),
        ("from = 2026-01-01", "from = 2026-02-30", [(6, "rulebook.document.not_toml")]),
        ("from = 2026-01-01\n", "", [(3, "rulebook.document.missing_key")]),
        ('instrument = "制度"', 'instrument = " "', [(7, "rulebook.instrument.empty")]),
        ('"items.text_length"', '"items.txt_length"', [(4, "rulebook.rule.unknown")]),
        ("levels =", 'categories = ["a\\u0000"], levels =', [(8, "rulebook.scope.unreadable")]),
        ("value =", "values =", [(5, "rulebook.document.unknown_key")]),
        ('["county"]', '["moon"]', [(8, "rulebook.scope.unreadable")]),
        ("levels =", 'colours = ["red"], levels =', [(8, "rulebook.scope.unreadable")]),
        ('title = "规则"', 'title = "规则', [(1, "rulebook.document.not_toml")]),
        ('title = "规则"', 'name = "规则"', [(1, "rulebook.document.unknown_key")]),
        ("[[rule]]", "[rule]", [(3, "rulebook.document.rules")]),
        ("value = 1200", 'value = 5\nstrength = "perhaps"', [(6, "rulebook.strength.unknown")]),
    ],
)
def test_a_mistake_names_its_line(before: str, after: str, mistakes: list[Any]) -> None:
    assert before in GOOD
    document = read_document(GOOD.replace(before, after, 1), BODIES)
    assert [(one.line, one.refusal.code) for one in document.mistakes] == mistakes
    assert document.provisions == ()


def test_every_mistake_is_found_and_a_rule_stands_once() -> None:
    text = (
        GOOD
        + GOOD.partition("\n\n")[2]
        + '\n[[rule]]\nkey = "no.rule"\nvalue = 1\nfrom = 2026-01-01\ninstrument = "x"\n'
    )
    found = [(one.line, one.refusal.code, one.refusal.parameters) for one in read_document(text, BODIES).mistakes]
    assert found == [
        (9, "rulebook.document.twice", {"line": 3}),
        (17, "rulebook.rule.unknown", {"value": "no.rule"}),
    ]


def test_a_comparison_shows_what_is_ruled_otherwise_and_nothing_else() -> None:
    def one(value: int, day: int = 1, **more: Any) -> Provision:
        return Provision(
            key=TEXT_LENGTH.key,
            value=value,
            valid_from=datetime.date(2026, 1, day),
            instrument=Instrument(title=more.pop("by", "制度")),
            **more,
        )

    narrow, wide = Scope(levels=(4,)), EVERYWHERE
    before = [one(900), one(800, scope=narrow), one(700, scope=narrow, strand="省")]
    after = [one(900, 5, by="新制度"), one(600, scope=narrow), one(500, 3, scope=Scope(levels=(3,)))]
    found = [
        (d.line.scope, d.line.strand, d.before and d.before.value, d.after and d.after.value)
        for d in differences(before, after)
    ]
    assert found == [(Scope(levels=(3,)), "", None, 500), (narrow, "", 800, 600), (narrow, "省", 700, None)]
    assert wide not in [scope for scope, *_ in found]
