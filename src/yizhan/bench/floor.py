# SPDX-License-Identifier: Apache-2.0
"""The floor: the least Django that stores, lists, shows and searches reports durably. No users, no rights, no history.

What a real platform loses against this is the price of everything it does besides.
"""

import json
import os
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from yizhan.bench.corpus import reports

FOLDER = Path(os.environ.get("FLOOR_HOME", "/nonexistent"))
_FTS = "floor_report_fts"


def configure() -> None:
    """Default middleware, SQLite with synchronous=FULL: what a careful beginner would run."""
    start = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;"
    settings.configure(
        SECRET_KEY="floor",  # noqa: S106 -- a bench on loopback
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": FOLDER / "floor.sqlite3",
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": start},
            }
        },
        USE_TZ=True,
    )
    django.setup()


if not settings.configured:
    configure()

from django.db import connection, models, transaction  # noqa: E402 -- only after the settings
from django.http import HttpRequest, JsonResponse  # noqa: E402 -- only after the settings
from django.urls import path  # noqa: E402 -- only after the settings
from django.utils import timezone  # noqa: E402 -- only after the settings

_FIELDS = ("id", "unit", "title", "state", "at")


class Report(models.Model):
    """One report."""

    unit = models.IntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField()
    state = models.IntegerField(default=0)
    at = models.DateTimeField()

    objects: models.Manager["Report"] = models.Manager()

    class Meta:
        app_label = "floor"
        db_table = "floor_report"
        indexes = [models.Index(fields=["state", "-at"], name="floor_inbox")]

    def __str__(self) -> str:
        return self.title


def _tokens(text: str) -> str:
    plain = [sign for sign in text if sign.isalnum()]
    return " ".join(first + second for first, second in pairwise(plain))


def submit(request: HttpRequest) -> JsonResponse:
    """Store a report and make it findable, in one durable transaction."""
    given = json.loads(request.body)
    with transaction.atomic():
        row = Report.objects.create(
            unit=given["unit"],
            title=given["title"],
            body=given["body"],
            at=timezone.now(),  # noqa: TID251 -- the floor has no clock of its own
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {_FTS}(rowid, tokens) VALUES (%s, %s)",  # noqa: S608 -- a constant
                [row.pk, _tokens(row.title + row.body)],
            )
    return JsonResponse({"id": row.pk}, status=201)


def inbox(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- Django's signature
    """The newest fifty waiting reports."""
    return JsonResponse({"rows": list(Report.objects.filter(state=0).order_by("-at").values(*_FIELDS)[:50])})


def item(request: HttpRequest, pk: int) -> JsonResponse:  # noqa: ARG001 -- Django's signature
    """One report."""
    return JsonResponse(Report.objects.values(*_FIELDS, "body").get(pk=pk))


def search(request: HttpRequest) -> JsonResponse:
    """The newest fifty that contain the phrase."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {_FTS} WHERE {_FTS} MATCH %s ORDER BY rowid DESC LIMIT 50",  # noqa: S608 -- a constant
            [f'"{_tokens(request.GET["q"])}"'],
        )
        found = [row[0] for row in cursor.fetchall()]
    return JsonResponse({"rows": list(Report.objects.filter(pk__in=found).order_by("-pk").values(*_FIELDS))})


urlpatterns = [
    path("submit", submit),
    path("inbox", inbox),
    path("item/<int:pk>", item),
    path("search", search),
]


def fill(count: int) -> None:
    """Make the table and the index, and put the same reports in as the platform has."""
    with connection.schema_editor() as editor:
        editor.create_model(Report)
        editor.execute(f"CREATE VIRTUAL TABLE {_FTS} USING fts5(tokens, content='')")
    now = timezone.now()  # noqa: TID251 -- the floor has no clock of its own
    batch: list[Any] = [Report(unit=1, title=title, body=body, at=now) for title, body in reports(count)]
    with transaction.atomic():
        Report.objects.bulk_create(batch, batch_size=2000)
        with connection.cursor() as cursor:
            rows = Report.objects.values_list("pk", "title", "body").iterator()
            cursor.executemany(
                f"INSERT INTO {_FTS}(rowid, tokens) VALUES (%s, %s)",  # noqa: S608 -- a constant
                [[pk, _tokens(title + body)] for pk, title, body in rows],
            )


if __name__ == "__main__":
    fill(int(sys.argv[1]))
else:
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
