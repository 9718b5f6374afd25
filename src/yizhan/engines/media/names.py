# SPDX-License-Identifier: Apache-2.0
"""File names: what may stand in one, and names in archives written without saying their encoding."""

import re
import unicodedata
import zipfile

from yizhan.engines.media.refusals import BIDIRECTIONAL, Reason, Refused

UTF8_FLAG = 0x800
#: Windows opens these as devices, whatever follows the point.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_INVISIBLE = {"Cc", "Cs", "Zl", "Zp"}
_BYTES = 200
_RESERVED = frozenset('/\\:*?"<>|')
_DRIVE = re.compile(r"[A-Za-z]:")


def checked(name: str, *, characters: int) -> str:
    """The name as it may be shown and offered for download, in Unicode form NFC; never to be used as a path.

    Raises Refused with BAD_NAME for control or direction-turning characters, path separators, device names, names
    that are empty, only points, or longer than `characters` (ASVS 5.0 5.3.2, 5.4.1).
    """
    wrong = _wrong_with(name, characters)
    if wrong is not None:
        raise Refused(Reason.BAD_NAME, name=name, where=wrong)
    return unicodedata.normalize("NFC", name.strip())


def _wrong_with(name: str, characters: int) -> str | None:
    faults = (
        ("it is empty", not name.strip(" .")),
        (f"it is longer than {characters} characters", len(name) > characters),
        ("it contains control characters", any(unicodedata.category(sign) in _INVISIBLE for sign in name)),
        ("it contains characters that turn the reading direction", not BIDIRECTIONAL.isdisjoint(name)),
        ("it contains a path", "/" in name or "\\" in name),
        ("it is the name of a device", _DEVICES.match(name) is not None),
    )
    return next((fault for fault, is_present in faults if is_present), None)


def fitting(name: str) -> str:
    """The name made fit to be one part of a path on any system: what may not stand in it becomes a low line.

    At most 200 bytes, the ending kept: many file systems end at 255.
    """
    plain = "".join("_" if sign in _RESERVED or not sign.isprintable() else sign for sign in name).strip(" .")
    ending = ending_of(plain)[:20]
    stem = plain.removesuffix(ending).encode()[: _BYTES - len(ending.encode())].decode("utf-8", "ignore")
    fit = f"{stem}{ending}"
    return f"_{fit}" if not fit or _DEVICES.match(fit) else fit


def ending_of(name: str) -> str:
    """The ending in lower case with its point: ".docx"; empty when there is none."""
    _, point, ending = name.rpartition(".")
    return f".{ending.lower().strip()}" if point else ""


def member_name(member: zipfile.ZipInfo) -> str:
    """The name of a zip member; without the UTF-8 flag it is UTF-8 if it can be, else GB 18030.

    Falls back to what the standard says (code page 437) for names that are neither.
    """
    if member.flag_bits & UTF8_FLAG:
        return member.orig_filename
    raw = member.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.orig_filename


def is_unsafe_path(path: str) -> bool:
    """Whether a member's name would leave the folder it is unpacked to, or hides what it is."""
    parts = path.replace("\\", "/").split("/")
    return (
        ".." in parts
        or not parts[0]
        or _DRIVE.match(path) is not None
        or any(character < " " or character in BIDIRECTIONAL for character in path)
    )
