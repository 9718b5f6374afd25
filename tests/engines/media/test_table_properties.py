# SPDX-License-Identifier: Apache-2.0
"""Whatever stands in a text table: rows, refused rows, or a typed refusal."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.engines.media.columns import guess
from yizhan.engines.media.refusals import Refused
from yizhan.engines.media.tables import Row, read_rows

forms = st.sampled_from([".csv", ".tsv", ".jsonl", ".csv.xz", ".txt"])
contents = st.one_of(
    st.binary(max_size=500),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=4)).map(
        lambda rows: repr(rows).encode()
    ),
)


def outcome(path: Path) -> tuple[tuple[str, ...], list[Row]] | Refused:
    """Columns and rows of a table, or its refusal; any other error escapes and fails the property."""
    try:
        table = read_rows(path)
        return table.columns, list(table.rows)
    except Refused as refusal:
        return refusal


@given(form=forms, content=contents)
@settings(max_examples=300, deadline=None)
def test_arbitrary_content_is_read_or_refused(form: str, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=form) as file:
        file.write(content)
        file.flush()
        found = outcome(Path(file.name))
    if isinstance(found, Refused):
        assert found.parameters["name"] == Path(file.name).name
        return
    columns, rows = found
    assert all(set(row.cells) <= set(columns) for row in rows)
    assert set(guess(columns, [row.cells for row in rows]).left_over) <= set(columns)


@given(records=st.lists(st.lists(st.text(alphabet='甲乙,;"\t|ab1 \n', min_size=1, max_size=6), min_size=2, max_size=4)))
@settings(max_examples=100, deadline=None)
def test_numbers_of_rows_rise_and_stay_within_the_file(records: list[list[str]]) -> None:
    text = "甲,乙,丙,丁\n" + "".join(",".join(record) + "\n" for record in records)
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(text.encode())
        file.flush()
        numbers = [row.number for row in read_rows(Path(file.name)).rows]
    assert numbers == sorted(set(numbers))
    assert all(1 <= number <= text.count("\n") + 1 for number in numbers)
