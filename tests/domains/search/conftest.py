# SPDX-License-Identifier: Apache-2.0
"""One matter with everything that can be found of it."""

import dataclasses
from pathlib import Path

import pytest

from tests.factories import files, items, periodicals, supervision
from tests.factories.network import House
from yizhan.domains.items.models import Item
from yizhan.domains.periodicals.models import Issue
from yizhan.domains.supervision.models import Assignment
from yizhan.domains.supervision.operations import assigning, concluding, handling, telling
from yizhan.domains.supervision.operations.handling import Words
from yizhan.domains.supervision.queries.cases import FourParts
from yizhan.domains.supervision.states import Outcome
from yizhan.kernel.ids import new_id


@dataclasses.dataclass
class Matter:
    """An item that was printed, instructed, assigned, answered and told back; each part has a word of its own."""

    item: Item
    issue: Issue
    assignment: Assignment


#: kind -> a word that only this part says.
WORDS = {
    "item": "枫杨渠",
    "issue": "枫杨渠",
    "instruction": "限期办结",
    "assignment": "清淤方案",
    "reply": "疏浚完毕",
    "feedback": "水质达标",
    "file": "现场照片说明",
}


@pytest.fixture
def matter(house: House, files_folder: Path) -> Matter:
    """The matter, brought there by the operations themselves."""
    key = new_id()
    files.kept(house, subject=key, name="记录.txt", content="现场照片说明:渠边堆放垃圾。".encode())
    item = items.signed(house, public_id=key, title="枫杨渠淤塞", situation="枫杨渠下游淤塞严重,雨天倒灌。")
    issue = periodicals.released(house, placed=[item])
    case = supervision.instruction(house, item=item, text="请水务部门限期办结。").case
    task = dataclasses.replace(supervision.task(house.department), task="提出清淤方案。")
    assigning.assign(house.supervisor, case.public_id, tasks=[task])
    assignment = Assignment.objects.get(case=case)
    handling.accept(house.handler, assignment.public_id)
    said = Words(opinion="已组织施工。", progress="疏浚完毕。", effect="排水正常。", outcome=Outcome.CARRIED_OUT)
    handling.reply(house.handler, assignment.public_id, words=said)
    assigning.approve(house.supervisor, assignment.public_id)
    concluding.establish(house.supervisor, case.public_id, outcome=Outcome.CARRIED_OUT)
    parts = FourParts(instruction="领导已批示。", opinion="部门已办理。", progress="工程竣工。", effect="水质达标。")
    telling.tell_author(house.supervisor, case.public_id, parts=parts)
    return Matter(item, issue, assignment)
