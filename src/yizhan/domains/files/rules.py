# SPDX-License-Identifier: Apache-2.0
"""What the files room puts in the rulebook."""

from yizhan.domains.rulebook.rules import Definition

FILE_SIZE = Definition("files.file_size", 20, 1, 200, "MB", "what official mailboxes usually carry")
FILES_PER_SUBJECT = Definition("files.files_per_subject", 9, 1, 50, "files", "what a phone picks in one go")
