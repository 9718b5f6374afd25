# SPDX-License-Identifier: Apache-2.0
"""Whatever the bytes and whatever the name: a finding or a typed refusal, never another error."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.media import samples
from yizhan.engines.media.checks import Finding, Limits, examine
from yizhan.engines.media.kinds import TRAITS
from yizhan.engines.media.refusals import Refused

ENDINGS = [ending for trait in TRAITS.values() for ending in trait.endings]
LIMITS = Limits(archives=True)
STARTS = [
    samples.docx(samples.paragraph("文")),
    samples.xlsx(),
    samples.ofd(samples.ofd_line("文")),
    samples.package({"a.zip": samples.package({"a.txt": "x"})}),
    samples.doc("文"),
    samples.xls((0x809, bytes(16)), (0x85, bytes(12))),
    samples.pdf(samples.pdf_stream(b"/Type/ObjStm", b"1 0 <<>>")),
    samples.RTF,
    samples.JPEG,
    samples.png(),
    samples.GIF,
    samples.WEBP,
    samples.HEIC,
    samples.MP4,
    samples.MP3,
    "编号,标题\n1,甲\n".encode("gb18030"),
]
names = st.one_of(st.text(max_size=240), st.builds(str.__add__, st.text(max_size=20), st.sampled_from(ENDINGS)))


def ends_typed(name: str, content: bytes) -> bool:
    """Whether examining ends as promised; any other exception escapes and fails the property."""
    try:
        found = examine(name, content, limits=LIMITS)
    except Refused as refusal:
        return bool(str(refusal)) and "name" in refusal.parameters
    return isinstance(found, Finding) and found.size == len(content)


@given(name=names, content=st.binary(max_size=2_000))
@settings(max_examples=300, deadline=None)
def test_arbitrary_bytes_under_any_name_end_typed(name: str, content: bytes) -> None:
    assert ends_typed(name, content)


@given(ending=st.sampled_from(ENDINGS), start=st.sampled_from(STARTS), content=st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_known_beginning_with_arbitrary_rest_ends_typed(ending: str, start: bytes, content: bytes) -> None:
    assert ends_typed(f"a{ending}", start[: len(start) // 2] + content)


@given(ending=st.sampled_from(ENDINGS), start=st.sampled_from(STARTS), data=st.data())
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_valid_file_with_a_few_changed_bytes_ends_typed(ending: str, start: bytes, data: st.DataObject) -> None:
    changed = bytearray(start)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    assert ends_typed(f"a{ending}", bytes(changed))
