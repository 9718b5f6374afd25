# SPDX-License-Identifier: Apache-2.0
"""What the files room puts in the rulebook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.domains.rulebook.rules.definitions import Definition
from yizhan.domains.rulebook.rules.kinds import WholeNumber

FILE_SIZE = Definition(
    "files.file_size",
    WholeNumber(1, 200, "MB"),
    20,
    title=_("Size of a file"),
    effect=_("A larger attachment is refused."),
    source=_("what official mailboxes usually carry"),
)
FILES_PER_SUBJECT = Definition(
    "files.files_per_subject",
    WholeNumber(1, 50, pgettext_lazy("unit", "files")),
    9,
    title=_("Files per item or reply"),
    effect=_("More attachments than this are refused."),
    source=_("what a phone picks in one go"),
)
