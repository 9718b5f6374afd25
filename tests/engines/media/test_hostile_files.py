# SPDX-License-Identifier: Apache-2.0
"""All files of the hostile collection: each ends in a finding or in the one refusal that is right for it."""

import tarfile
import tracemalloc
from functools import cache
from pathlib import Path

import pytest

from tests.engines.media.conftest import Watch
from yizhan.engines.media.checks import Finding, Limits, examine
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.reading import READABLE, Extracted, text_of
from yizhan.engines.media.refusals import Reason, Refused

COLLECTION = Path(__file__).resolve().parents[3] / "../shared/data/hostile-docs/mixed-open.tar.xz"
MOST_MEMORY = 64 * 1024 * 1024

EXPECTED: dict[str, Kind | Reason] = {
    "oletools/basic/empty": Reason.EMPTY,
    "oletools/basic/encrypted.docx": Reason.LOCKED,
    "oletools/encrypted/autostart-encrypt-standardpassword.xlsm": Reason.LOCKED,
    "oletools/encrypted/dde-test-encrypt-standardpassword.xlsm": Reason.LOCKED,
    "oletools/encrypted/dde-test-encrypt-standardpassword.xlsx": Reason.LOCKED,
    "oletools/encrypted/encrypted.docm": Reason.LOCKED,
    "oletools/encrypted/encrypted.docx": Reason.LOCKED,
    "oletools/encrypted/encrypted.pptx": Reason.LOCKED,
    "oletools/encrypted/encrypted.xlsm": Reason.LOCKED,
    "oletools/encrypted/encrypted.xlsx": Reason.LOCKED,
    "oletools/excel4-macros/excel4_sample_macro.slk": Reason.UNKNOWN_KIND,
    "oletools/excel4-macros/excel4_sample_macro.xlsm": Reason.MACROS,
    "oletools/msodde/dde-in-csv.csv": Reason.DYNAMIC_EXCHANGE,
    "oletools/msodde/dde-in-word2003.xml.zip": Reason.LOCKED,
    "oletools/msodde/dde-in-word2007.xml.zip": Reason.LOCKED,
    "oletools/msodde/dde-test-from-office2003.doc.zip": Reason.LOCKED,
    "oletools/msodde/dde-test-from-office2013-utf_16le-korean.doc.zip": Reason.LOCKED,
    "oletools/msodde/dde-test-from-office2016.doc.zip": Reason.LOCKED,
    "oletools/msodde/dde-test.docm": Reason.MACROS,
    "oletools/msodde/dde-test.docx": Reason.DYNAMIC_EXCHANGE,
    "oletools/msodde/dde-test.xlsm": Reason.MACROS,
    "oletools/msodde/dde-test.xlsx": Reason.DYNAMIC_EXCHANGE,
    "oletools/msodde/harmless-clean.docm": Reason.MACROS,
    "oletools/msodde/harmless-clean.docx": Kind.DOCX,
    "oletools/oleform/oleform-PR314.docm": Reason.MACROS,
    "oletools/oleobj/embedded-simple-2007.docm": Reason.MACROS,
    "oletools/oleobj/embedded-simple-2007.docx": Reason.EMBEDDED_OBJECT,
    "oletools/oleobj/embedded-simple-2007.pptx": Reason.EMBEDDED_OBJECT,
    "oletools/oleobj/embedded-simple-2007.xlsm": Reason.MACROS,
    "oletools/oleobj/embedded-simple-2007.xlsx": Reason.EMBEDDED_OBJECT,
    "oletools/oleobj/embedded-unicode-2007.docx": Reason.EMBEDDED_OBJECT,
    "oletools/oleobj/external_link/sample_with_external_link_to_doc.docm": Reason.MACROS,
    "oletools/oleobj/external_link/sample_with_external_link_to_doc.docx": Reason.OUTSIDE_REFERENCE,
    "oletools/oleobj/external_link/sample_with_external_link_to_doc.pptx": Reason.OUTSIDE_REFERENCE,
    "oletools/oleobj/external_link/sample_with_external_link_to_doc.xlsm": Reason.MACROS,
    "oletools/oleobj/external_link/sample_with_external_link_to_doc.xlsx": Reason.OUTSIDE_REFERENCE,
    "oletools/ooxml/dde-in-word2003.xml.zip": Reason.LOCKED,
    "oletools/rtfobj/issue_185.rtf.zip": Reason.LOCKED,
    "pdfjs/GHOSTSCRIPT-698804-1-fuzzed.pdf": Kind.PDF,
    "pdfjs/bad-PageLabels.pdf": Kind.PDF,
    "pdfjs/boundingBox_invalid.pdf": Kind.PDF,
    "pdfjs/encrypted-attachment.pdf": Reason.LOCKED,
    "pdfjs/helloworld-bad.pdf": Kind.PDF,
    "pdfjs/js-authors.pdf": Reason.SCRIPT,
    "pdfjs/js-buttons.pdf": Reason.SCRIPT,
    "pdfjs/js-colors.pdf": Reason.SCRIPT,
    "pdfjs/pdfjsbad1586.pdf": Kind.PDF,
    "pdfjs/poppler-395-0-fuzzed.pdf": Kind.PDF,
    "pdfjs/poppler-67295-0.pdf": Kind.PDF,
    "pdfjs/poppler-742-0-fuzzed.pdf": Reason.SCRIPT,
    "pdfjs/poppler-85140-0.pdf": Kind.PDF,
    "pdfjs/poppler-91414-0-53.pdf": Kind.PDF,
    "pdfjs/poppler-91414-0-54.pdf": Kind.PDF,
    "pdfjs/poppler-937-0-fuzzed.pdf": Kind.PDF,
    "pdfjs/xref_command_missing.pdf": Kind.PDF,
    "pypdf-samples/annotated_pdf.pdf": Kind.PDF,
    "pypdf-samples/inline-image.pdf": Kind.PDF,
    "pypdf-samples/libreoffice-form.pdf": Kind.PDF,
    "pypdf-samples/libreoffice-writer-password.pdf": Reason.LOCKED,
    "pypdf-samples/minimal-document.pdf": Kind.PDF,
    "pypdf-samples/output_with_metadata_pymupdf.pdf": Kind.PDF,
    "pypdf-samples/with-attachment.pdf": Reason.EMBEDDED_OBJECT,
    "tika/EmbeddedOutlook.docx": Reason.EMBEDDED_OBJECT,
    "tika/EmbeddedPDF.docx": Reason.EMBEDDED_OBJECT,
    "tika/droste.zip": Reason.ARCHIVE,
    "tika/full_encrypted.7z": Reason.ARCHIVE,
    "tika/gbk.zip": Reason.ARCHIVE,
    "tika/protectedFile.xlsx": Reason.LOCKED,
    "tika/quine.gz": Reason.ARCHIVE,
    "tika/test-documents-spanned.zip": Reason.UNKNOWN_KIND,
    "tika/test-zip-of-zip.zip": Reason.ARCHIVE,
    "tika/testDBF_gb18030.dbf": Reason.UNKNOWN_KIND,
    "tika/testEXCEL_macro.xlsm": Reason.MACROS,
    "tika/testEXCEL_protected_passtika.xlsx": Reason.LOCKED,
    "tika/testEmbedded.zip": Reason.ARCHIVE,
    "tika/testHTMLBadScript.html": Reason.PROGRAM,
    "tika/testPDF_bad_page_303226.pdf": Kind.PDF,
    "tika/testPDF_deeplyEmbeddedAttachments.pdf": Reason.EMBEDDED_OBJECT,
    "tika/testPDF_malformedXFA.pdf": Kind.PDF,
    "tika/testPassword4Spaces.pdf": Reason.LOCKED,
    "tika/testRFC822_encrypted_zip": Reason.UNKNOWN_KIND,
    "tika/testRTFCorruptListOverride.rtf": Kind.RTF,
    "tika/testRTFInvalidUnicode.rtf": Kind.RTF,
    "tika/testUnicodePassword.pdf": Reason.LOCKED,
    "tika/testWORD_embedded_pdf.docx": Reason.EMBEDDED_OBJECT,
    "tika/testWORD_macros.docm": Reason.MACROS,
    "tika/testWORD_protected_passtika.docx": Reason.LOCKED,
    "tika/testWORD_truncated.docx": Reason.BROKEN,
    "tika/testXXE.xml": Reason.UNKNOWN_KIND,
    "tika/testZIP_corrupted_oom.zip": Reason.BROKEN,
    "tika/testZipEncrypted.zip": Reason.LOCKED,
    "tika/testZip_with_DataDescriptor.zip": Reason.BROKEN,
    "tika/testZip_with_DataDescriptor2.zip": Reason.ARCHIVE,
    "tika/test_recursive_embedded.docx": Reason.EMBEDDED_OBJECT,
    "tika/test_recursive_embedded_npe.docx": Reason.EMBEDDED_OBJECT,
}


@cache
def collection() -> dict[str, bytes]:
    """The files of the collection by their paths, in memory."""
    with tarfile.open(COLLECTION) as archive:
        return {member.name: file.read() for member in archive if (file := archive.extractfile(member)) is not None}


def outcome(name: str, content: bytes, limits: Limits | None = None) -> Finding | Refused:
    """What examining a file ended in; anything but a finding or a refusal fails the test."""
    try:
        return examine(name, content, limits=limits)
    except Refused as refusal:
        return refusal


def test_collection_is_covered_completely() -> None:
    assert set(collection()) == set(EXPECTED)
    assert len(EXPECTED) == 95


@pytest.mark.parametrize("path", sorted(EXPECTED))
def test_hostile_file_ends_as_expected(path: str, watch: Watch) -> None:
    content = collection()[path]
    tracemalloc.start()
    found = outcome(Path(path).name, content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (found.kind if isinstance(found, Finding) else found.reason) == EXPECTED[path]
    assert peak < MOST_MEMORY


@pytest.mark.parametrize("path", sorted(path for path in EXPECTED if collection()[path][:2] == b"PK"))
def test_hostile_archive_ends_typed_where_archives_are_kept(path: str, watch: Watch) -> None:
    found = outcome(Path(path).name, collection()[path], Limits(archives=True))
    assert isinstance(found, Finding) or found.parameters["name"]


def test_gbk_names_in_an_archive_are_readable() -> None:
    found = outcome("gbk.zip", collection()["tika/gbk.zip"], Limits(archives=True))
    assert isinstance(found, Refused)
    assert found.reason is Reason.EMPTY
    assert found.parameters["where"] == "审计压缩包文件检索测试/集团邮件审计系统2021年自动巡检需求文档_V4.0.doc"


def test_archive_that_contains_itself_ends_at_the_depth_limit() -> None:
    found = outcome("droste.zip", collection()["tika/droste.zip"], Limits(archives=True))
    assert isinstance(found, Refused)
    assert found.reason is Reason.NESTED_TOO_DEEP


ENDINGS = {f".{kind.value}": kind for kind in READABLE}


@pytest.mark.parametrize("path", sorted(path for path in EXPECTED if Path(path).suffix in ENDINGS))
def test_hostile_file_is_read_or_refused_even_unexamined(path: str, watch: Watch) -> None:
    """A reader may be handed a file whose examination was too lenient: the child process must hold by itself."""
    kind = ENDINGS[Path(path).suffix]
    found: Extracted | Refused
    try:
        found = text_of(kind, collection()[path], seconds=20)
    except Refused as refusal:
        found = refusal
    if isinstance(found, Refused):
        assert found.reason in {Reason.BROKEN, Reason.LOCKED, Reason.TOO_LABORIOUS, Reason.NO_TEXT}
    else:
        assert "\0" not in found.text
