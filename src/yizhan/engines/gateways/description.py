# SPDX-License-Identifier: Apache-2.0
"""A gateway for text messages as data: what to ask of it, and how to tell success from its answer.

Every provider wants something else, so the operator describes the provider's own call in a TOML file. Placeholders are
`{number}`, `{text}`, `{id}` (the same for every attempt at one message) and `{secret}`; each is escaped for the place
it stands in. Other braces stay as they are.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

_PLACE = re.compile(r"\{(number|text|id|secret)\}")
_METHODS = frozenset({"GET", "POST", "PUT"})

#: How a placeholder is escaped inside the body, by the body's format.
_ESCAPES: Mapping[str, Callable[[str], str]] = {
    "json": lambda value: json.dumps(value, ensure_ascii=False)[1:-1],
    "form": lambda value: quote(value, safe=""),
    "xml": lambda value: escape(value, {'"': "&quot;"}),
    "text": str,
}
_TYPES = {
    "json": "application/json; charset=utf-8",
    "form": "application/x-www-form-urlencoded",
    "xml": "application/xml; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}


class DescriptionError(ValueError):
    """The description cannot be used; the words say which entry and why."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How to recognise an answer: a value at a dotted path of its JSON, or a piece of its text."""

    path: str = ""
    equals: tuple[str, ...] = ()
    contains: str = ""

    def fits(self, text: str) -> bool:
        """Whether the answer shows the sign. Raises `ValueError` where JSON is expected and none came."""
        if self.contains:
            return self.contains in text
        value: Any = json.loads(text)
        for key in self.path.split("."):
            if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
                value = value[int(key)]
            elif isinstance(value, dict) and key in value:
                value = value[key]
            else:
                return False
        return _plain(value) in self.equals


@dataclass(frozen=True, slots=True)
class Gateway:
    """One gateway. `timeout` is seconds for the whole call. Its secret never appears in its representation."""

    url: str
    method: str = "POST"
    format: str = "json"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 10.0
    statuses: frozenset[int] = frozenset({200, 201, 202})
    success: Sign | None = None
    refused: Sign | None = None
    secret: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """Where it is, without path and query: these may hold the secret."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname or ''}" + (f":{parts.port}" if parts.port else "")

    def call(self, *, number: str, text: str, key: str) -> "Call":
        """What to ask for one message."""
        given = {"number": number, "text": text, "id": key, "secret": self.secret}
        headers = {name: _filled(value, given, _header) for name, value in self.headers.items()}
        headers.setdefault("Content-Type", _TYPES[self.format])
        headers.setdefault("Idempotency-Key", key)
        return Call(
            method=self.method,
            url=_filled(self.url, given, _ESCAPES["form"]),
            headers=headers,
            body=_filled(self.body, given, _ESCAPES[self.format]).encode(),
        )

    def judge(self, status: int, text: str) -> str:
        """`success`, `refused` (for good), `failed` (try again) or `nonsense` (no telling what came of it)."""
        try:
            if self.refused is not None and self.refused.fits(text):
                return "refused"
            if status not in self.statuses:
                return "failed"
            return "success" if self.success is None or self.success.fits(text) else "failed"
        except ValueError:
            return "nonsense" if status in self.statuses else "failed"

    def without_secret(self, text: str) -> str:
        """A text of the gateway's own, safe to be kept and shown."""
        return text.replace(self.secret, "***") if self.secret else text


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request, ready to be made."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


def read(text: str, *, secret: str = "") -> Gateway:
    """The gateway that a TOML text describes. Raises `DescriptionError`."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise DescriptionError(f"not TOML: {fault}") from None
    known = {"url", "method", "format", "body", "headers", "timeout", "statuses", "success", "refused"}
    if set(given) - known:
        raise DescriptionError(f"unknown entries: {', '.join(sorted(set(given) - known))}")
    gateway = Gateway(
        url=str(given.get("url", "")),
        method=str(given.get("method", "POST")).upper(),
        format=str(given.get("format", "json")),
        body=str(given.get("body", "")),
        headers={str(name): str(value) for name, value in dict(given.get("headers", {})).items()},
        timeout=float(given.get("timeout", 10)),
        statuses=frozenset(int(one) for one in given.get("statuses", (200, 201, 202))),
        success=_sign(given.get("success")),
        refused=_sign(given.get("refused")),
        secret=secret,
    )
    return _checked(gateway)


def _checked(gateway: Gateway) -> Gateway:
    if urlsplit(gateway.url).scheme not in {"http", "https"} or not urlsplit(gateway.url).hostname:
        raise DescriptionError("url: must begin with http:// or https://")
    if gateway.method not in _METHODS:
        raise DescriptionError(f"method: one of {', '.join(sorted(_METHODS))}")
    if gateway.format not in _ESCAPES:
        raise DescriptionError(f"format: one of {', '.join(_ESCAPES)}")
    if not 0.1 <= gateway.timeout <= 60:
        raise DescriptionError("timeout: 0.1 to 60 seconds")
    everything = " ".join([gateway.url, gateway.body, *gateway.headers.values()])
    for name in ("{number}", "{text}"):
        if name not in everything:
            raise DescriptionError(f"{name} stands nowhere in url, headers or body")
    if "{secret}" in everything and not gateway.secret:
        raise DescriptionError("{secret} is used, but no secret is given")
    return gateway


def _sign(given: Any) -> Sign | None:
    if given is None:
        return None
    equals = given.get("equals", ())
    values = equals if isinstance(equals, list) else [equals] if equals != () else []
    sign = Sign(
        path=str(given.get("path", "")),
        equals=tuple(_plain(value) for value in values),
        contains=str(given.get("contains", "")),
    )
    if not sign.contains and not (sign.path and sign.equals):
        raise DescriptionError("success, refused: either contains, or path and equals")
    return sign


def _plain(value: Any) -> str:
    return json.dumps(value) if isinstance(value, bool) or value is None else str(value)


def _filled(template: str, given: Mapping[str, str], escaped: Callable[[str], str]) -> str:
    return _PLACE.sub(lambda place: escaped(given[place[1]]), template)


def _header(value: str) -> str:
    return re.sub(r"[\r\n]+", " ", value)
