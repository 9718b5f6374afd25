# SPDX-License-Identifier: Apache-2.0
"""The tables of steps, as tables and as pictures."""

import importlib
from collections.abc import Mapping
from typing import Any

from reference_pages.markdown import code, first_paragraph, page, prose, table
from reference_pages.permissions import tables_of
from yizhan.config.rooms import ROOMS
from yizhan.kernel.transitions import Step


def text() -> str:
    """Every table of every room."""
    return page(
        "States and steps",
        prose(
            "Where things stand, and which step leads where.",
            "A thing begins in the first state listed and leaves a state only by a step of its table.",
            "There is no force.",
            "A *correction* takes something back and needs a reason.",
            "A step that needs no right follows from another step; nobody takes it directly.",
        ),
        *(_table(room, name, steps) for room in ROOMS for name, steps in _tables(room).items()),
    )


def _tables(room: str) -> dict[str, Mapping[str, Step]]:
    try:
        module = importlib.import_module(f"yizhan.domains.{room}.states")
    except ModuleNotFoundError:
        return {}
    return {name: one for name, one in tables_of(module, "STEPS").items() if _is_steps(one)}


def _is_steps(steps: Mapping[str, Any]) -> bool:
    return bool(steps) and all(isinstance(step, Step) for step in steps.values())


def _table(room: str, name: str, steps: Mapping[str, Step]) -> str:
    states: Any = type(next(iter(steps.values())).target)
    rights = importlib.import_module(f"yizhan.domains.{room}.permissions")
    needed = getattr(rights, name.replace("STEPS", "NEEDED"), {})
    rows = [
        (
            code(verb),
            ", ".join(state.value for state in states if state in step.sources),
            str(step.target),
            code(needed[verb].value) if verb in needed else "–",
            "correction" if step.is_correction else "",
        )
        for verb, step in steps.items()
    ]
    subject = name.removesuffix("STEPS").strip("_").lower()
    return "\n\n".join(
        [
            f"## {room}: {subject}" if subject else f"## {room}",
            first_paragraph(states.__doc__),
            "States: " + ", ".join(f"`{state.value}` ({_english(state)})" for state in states) + ".",
            table(("step", "from", "to", "right", ""), rows),
            _picture(states, steps),
        ]
    )


def _picture(states: Any, steps: Mapping[str, Step]) -> str:
    arrows: dict[tuple[str, str], list[str]] = {}
    for source in states:
        for verb, step in steps.items():
            if source in step.sources:
                arrows.setdefault((source.value, str(step.target)), []).append(verb)
    left = {source for source, _ in arrows}
    lines = [f"    [*] --> {next(iter(states)).value}"]
    lines += [f"    {source} --> {target}: {', '.join(verbs)}" for (source, target), verbs in arrows.items()]
    lines += [f"    {state.value} --> [*]" for state in states if state.value not in left]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _english(state: Any) -> str:
    label = state._label_
    return str(label._args[0]) if hasattr(label, "_args") else str(label)
