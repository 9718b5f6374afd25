# SPDX-License-Identifier: Apache-2.0
"""Which event triggers which reaction. One table; reactions are carried out after commit, by the worker.

Most reactions tell somebody something; the table of notices is long because each event has its audience.
"""

from collections.abc import Mapping, Sequence

from yizhan.jobs.reactions.appraisal import APPRAISAL
from yizhan.jobs.reactions.awards import AWARDS
from yizhan.jobs.reactions.deadlines import DEADLINES
from yizhan.jobs.reactions.duty import DUTY
from yizhan.jobs.reactions.findings import FINDINGS
from yizhan.jobs.reactions.items import ITEMS
from yizhan.jobs.reactions.notices import NOTICES
from yizhan.jobs.reactions.quotas import QUOTAS
from yizhan.jobs.reactions.rulebook import RULEBOOK
from yizhan.jobs.reactions.suggestions import SUGGESTIONS
from yizhan.jobs.reactions.urgent import URGENT
from yizhan.kernel.outbox import Reaction

_TABLES = (NOTICES, ITEMS, DEADLINES, URGENT, FINDINGS, DUTY, QUOTAS, RULEBOOK, SUGGESTIONS, APPRAISAL, AWARDS)

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    name: tuple(reaction for table in _TABLES for reaction in table.get(name, ()))
    for name in dict.fromkeys(name for table in _TABLES for name in table)
}
