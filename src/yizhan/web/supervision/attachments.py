# SPDX-License-Identifier: Apache-2.0
"""Files that belong to instructions and replies: scans, photographs, documents."""

import uuid

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase

from yizhan.domains.files import queries
from yizhan.domains.supervision.access import visibility
from yizhan.kernel.errors import NotFound
from yizhan.web.acting import actor_of, signed_in


@signed_in
def open_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Hand a file out to who may read what it belongs to; nothing of it is shown inside a page of ours."""
    found = queries.attachment(public_id)
    if found is None or not visibility.may_read(actor_of(request), found.subject):
        raise NotFound("files.attachment.unknown")
    content = queries.path_of(found.file).open("rb")
    answer = FileResponse(content, as_attachment=True, filename=found.name, content_type=queries.media_type_of(found))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
