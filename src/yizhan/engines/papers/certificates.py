# SPDX-License-Identifier: Apache-2.0
"""A certificate of honour (荣誉证书): whom it is for, for what, from whom, when, and its number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from yizhan.engines.papers import styles
from yizhan.engines.papers.bundle import docx
from yizhan.engines.papers.markup import paragraph, run
from yizhan.engines.papers.wording import chinese_date, printable, title_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One page for one who is honoured; `number` is the serial number as it is printed."""

    addressee: str
    text: str
    office: str
    date: date
    number: str


def certificate_docx_of(certificate: Certificate) -> bytes:
    """The page; the same certificate always gives the same bytes."""
    title = f"荣誉证书 {printable(certificate.number)}"
    return docx(list(_body(certificate)), title=title, author=printable(certificate.office), day=certificate.date)


def _body(certificate: Certificate) -> Iterator[Element]:
    yield paragraph(styles.TITLE, *(run(line) for line in title_lines("荣誉证书")))
    yield paragraph(styles.BLANK)
    yield paragraph(styles.ADDRESSEES, run(f"{printable(certificate.addressee)}："))
    yield paragraph(styles.BODY, run(printable(certificate.text)))
    yield paragraph(styles.BLANK)
    yield paragraph(styles.SIGNATURE, run(printable(certificate.office)))
    yield paragraph(styles.SIGNATURE, run(chinese_date(certificate.date)))
    yield paragraph(styles.BODY, run(f"证书编号：{printable(certificate.number)}"))
