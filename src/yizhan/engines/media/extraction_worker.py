# SPDX-License-Identifier: Apache-2.0
"""The child process that opens files from outside: `python -m yizhan.engines.media.extraction_worker`.

Arguments: task ("text" or "rows"), kind, seconds, megabytes, most. The file is standard input. Standard output gets one
JSON value a line and, last, {"end": null} or {"end": <reason code>, "where": …}. It never writes anything else.
"""

import json
import sys
from collections.abc import Callable, Mapping
from typing import IO

from yizhan.engines.media import document_text, workbooks
from yizhan.engines.media.child import OUTPUT_MEGABYTES
from yizhan.engines.media.confinement import confine
from yizhan.engines.media.document_text import Enough
from yizhan.engines.media.kinds import Kind
from yizhan.engines.media.refusals import Reason, Refused

#: Takes the kind, the open file, the largest amount and where to write a JSON value.
Task = Callable[[Kind, IO[bytes], int, Callable[[object], None]], None]
TASKS: Mapping[str, Task] = {"text": document_text.write_paragraphs, "rows": workbooks.write_rows}


def main(arguments: list[str]) -> int:
    """Do one task and return 0, whether it ended well or in a refusal: both are said in the last line."""
    task, kind, seconds, megabytes, most = arguments
    document_text.load_reader(Kind(kind))
    confine(seconds=float(seconds), megabytes=int(megabytes), output_megabytes=OUTPUT_MEGABYTES)
    end: dict[str, str | None] = {"end": None}
    try:
        TASKS[task](Kind(kind), sys.stdin.buffer, int(most), _write)
    except Enough:
        pass
    except Refused as refusal:
        end = {"end": refusal.reason.value, "where": str(refusal.parameters.get("where", ""))}
    except (MemoryError, RecursionError):
        end = {"end": Reason.TOO_LABORIOUS.value, "where": ""}
    except BaseException as damage:  # noqa: BLE001 -- readers of foreign formats raise anything; Rust panics are BaseException
        end = {"end": Reason.BROKEN.value, "where": type(damage).__name__}
    _write(end)
    sys.stdout.flush()
    return 0


def _write(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
