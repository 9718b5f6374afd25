# SPDX-License-Identifier: Apache-2.0
"""From a TOML file to a checked scheme, or to a list of what is wrong and on which line."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from yizhan.engines.scoring.checks.all_checks import check_scheme
from yizhan.engines.scoring.findings import Findings, Place, nearest
from yizhan.engines.scoring.language.scheme import Scheme
from yizhan.engines.scoring.toml_lines import TomlLines

_LINE_IN_MESSAGE = re.compile(r"\(at line (\d+)")


def read_scheme(path: Path) -> Scheme:
    """Read and check one scheme file; raises `Refused` with every mistake found, each with file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        findings = Findings()
        findings.error(
            "scheme.unreadable", f"cannot be read as a UTF-8 text: {error}", Place(str(path)), reason=str(error)
        )
        findings.refuse_errors()
        raise
    return parse_scheme(text, str(path))


def parse_scheme(text: str, file: str = "scheme.toml") -> Scheme:
    """The same for a text; `file` only appears in messages."""
    findings = Findings()
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        line = _LINE_IN_MESSAGE.search(str(error))
        place = Place(file, int(line[1]) if line else None)
        findings.error("scheme.not_toml", f"this is not valid TOML: {error}", place, reason=str(error))
        findings.refuse_errors()
        raise
    lines = TomlLines(text)
    try:
        scheme = Scheme.model_validate(raw)
    except ValidationError as error:
        for mistake in error.errors(include_url=False, include_input=False):
            _report(mistake, file, lines, findings)
        findings.refuse_errors()
        raise
    check_scheme(scheme, lambda path: Place(file, lines.line(path)), findings)
    findings.refuse_errors()
    return scheme


def _report(mistake: ErrorDetails, file: str, lines: TomlLines, findings: Findings) -> None:
    path = mistake["loc"]
    place = Place(file, lines.line(path))
    key = str(path[-1]) if path else ""
    if mistake["type"] == "extra_forbidden":
        near = nearest(key, _known_keys(path))
        hint = f"; did you mean '{near}'?" if near else ""
        findings.error(
            "scheme.unknown_key",
            f"the language knows no key '{key}' here{hint}",
            place,
            key=key,
            near=near,
        )
    elif mistake["type"] == "missing":
        findings.error("scheme.missing_key", f"the key '{key}' is missing", place, key=key)
    else:
        context = {name: str(value) for name, value in mistake.get("ctx", {}).items()}
        findings.error(f"scheme.{mistake['type']}", f"{key}: {mistake['msg']}", place, **{"key": key, **context})


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    """The keys that the model at that place knows, by the names used in the file."""
    model: type[BaseModel] = Scheme
    for part in path[:-1]:
        found = next((field for name, field in model.model_fields.items() if part in (name, field.alias)), None)
        inner = _model_inside(found.annotation) if found else None
        model = inner or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_inside(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    arguments: tuple[object, ...] = getattr(annotation, "__args__", ())
    return next((model for argument in arguments if (model := _model_inside(argument))), None)
