# SPDX-License-Identifier: Apache-2.0
"""Django's sessions in the database, looked up by a statement that is compiled once: every page begins with it."""

import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from yizhan.kernel import clock
from yizhan.kernel.prepared import prepared


class SessionStore(db.SessionStore):
    """The same store, found faster."""

    def _get_session_from_db(self) -> Session | None:
        for session in _sessions(self.session_key or "", clock.now()):
            return session
        self._session_key = None
        return None


@prepared
def _sessions(key: str, moment: datetime.datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=moment)
