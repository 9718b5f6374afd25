# SPDX-License-Identifier: Apache-2.0
"""Every file that is taken out leaves an entry: who took what, how many rows, by which filter."""

from tests.factories import items
from tests.factories.network import House
from tests.web.items.visits import said, visitor
from yizhan.domains.network.states import Export
from yizhan.kernel.models import Entry


def test_files_leave_entries_and_refused_ones_leave_none(house: House) -> None:
    item = items.submitted(house)
    taken: list[tuple[str, str, str, str]] = [
        ("audit_administrator", f"/journal/export/?subject={item.public_id}", Export.JOURNAL, "csv"),
        ("editor", "/statistics/tables/units/?span=month", Export.STATISTICS, "csv"),
        ("editor", "/statistics/workbook/", Export.STATISTICS, "xlsx"),
        ("editor", "/quotas/table/?span=month", Export.QUOTAS, "csv"),
        ("editor", "/quotas/workbook/", Export.QUOTAS, "xlsx"),
        ("system_administrator", "/rules/export/", Export.RULES, "toml"),
    ]
    for role, url, what, file_format in taken:
        known = Entry.objects.filter(event="network.export.taken").count()
        if what != Export.RULES:  # everybody reads the rules
            assert visitor(house.member).get(url).status_code == 403, url
            assert Entry.objects.filter(event="network.export.taken").count() == known
        answer = visitor(getattr(house, role)).get(url)
        assert answer.status_code == 200, url
        entries = Entry.objects.filter(event="network.export.taken").order_by("pk")
        assert entries.count() == known + 1, url
        entry = entries.last()
        assert entry is not None
        assert (entry.post, entry.facts["what"], entry.facts["file_format"]) == (
            getattr(house, role).post, what, file_format
        )  # fmt: skip
        assert entry.facts["number"] >= 0
        for given in url.partition("?")[2].split("&"):
            assert given in entry.facts["filter"]
    first = Entry.objects.filter(event="network.export.taken").order_by("pk")[0]
    assert first.facts["number"] == Entry.objects.filter(subject=item.public_id).count()
    assert "导出文件（csv）：操作日志" in said(visitor(house.audit_administrator).get("/journal/"))
