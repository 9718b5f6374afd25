# SPDX-License-Identifier: Apache-2.0
"""What the description of the interface tells a program about the answers."""

from collections.abc import Iterator
from typing import Any

from yizhan.api.urls import api

#: Modules whose answers are still described as objects of any kind: they were built before answers had schemas. A new
#: module is never added; one whose answers are described is taken off.
NOT_YET_DESCRIBED = {
    "appraisal_activities",
    "appraisal_corrections",
    "appraisal_objections",
    "appraisal_points",
    "appraisal_schemes",
    "audits",
    "awards",
    "bulletins",
    "duty",
    "items_reading",
    "items_steps",
    "network",
    "periodicals",
    "register",
    "rewards",
    "rulebook",
    "urgent",
}


def _answers() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each operation with the schema of its successful answer; an empty one where there is none."""
    for methods in api.get_openapi_schema()["paths"].values():
        for operation in methods.values():
            good = [answer for status, answer in operation["responses"].items() if 200 <= int(status) < 300]
            content = good[0].get("content", {}) if good else {}
            yield operation["operationId"], next((one.get("schema", {}) for one in content.values()), {})


def _says_something(schema: dict[str, Any]) -> bool:
    """Whether a program learns which fields there are: an object of anything, or a list of such, says nothing."""
    if schema.get("type") == "array":
        return _says_something(schema.get("items", {}))
    if schema.get("type") == "object":
        return bool(schema.get("properties"))
    return any(word in schema for word in ("$ref", "type", "anyOf", "allOf"))


def test_each_operation_says_what_it_answers() -> None:
    silent = [name for name, schema in _answers() if not _says_something(schema)]
    known = {module: f"yizhan_api_{module}_" for module in NOT_YET_DESCRIBED}
    assert [name for name in silent if not name.startswith(tuple(known.values()))] == []
    assert {module for module, prefix in known.items() if any(name.startswith(prefix) for name in silent)} == set(known)


def test_an_object_of_anything_says_nothing() -> None:
    anything = {"type": "object", "additionalProperties": True}
    assert not _says_something(anything)
    assert not _says_something({"type": "array", "items": anything})
    assert not _says_something({})
    assert _says_something({"type": "array", "items": {"$ref": "#/components/schemas/ItemOut"}})
    assert _says_something({"type": "string", "format": "binary"})
