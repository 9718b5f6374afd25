# SPDX-License-Identifier: Apache-2.0
"""Which rule's consequences which room can tell. One table; a draft shows them before anything is in force."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from yizhan.domains.files import queries as files
from yizhan.domains.items.queries import consequences
from yizhan.domains.rulebook.rules.consequences import Consequence
from yizhan.domains.supervision.queries import cases

CONSEQUENCES: Mapping[str, Consequence] = {
    "items.text_length": Consequence(
        consequences.longer_than,
        _("Of %(of)s items of the last year %(before)s are longer than advised now, %(after)s by the new value."),
    ),
    "items.review_levels": Consequence(
        consequences.passed_by_fewer,
        _("Of %(of)s items reviewed in the last year %(before)s had fewer levels than now, %(after)s than then."),
    ),
    "files.file_size": Consequence(
        files.larger_than,
        _("Of %(of)s files of the last year %(before)s are larger than allowed now, %(after)s by the new value."),
    ),
    "supervision.returns": Consequence(
        cases.returned_more_often,
        _("Of %(of)s assignments of the last year %(before)s came back more often than now, %(after)s than then."),
    ),
}
