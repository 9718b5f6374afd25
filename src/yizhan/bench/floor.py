# SPDX-License-Identifier: Apache-2.0
"""The floor: the least Django that stores, lists, shows and searches reports durably. No users, no rights, no history.

What a real platform loses against this is the price of everything it does besides. It answers programs with JSON and
people with pages of Django's templates, and keeps its connection to the store, as the platform does.
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

_BASE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title></head>
<body><nav><a href="/inbox.html">收件</a></nav><form action="/search.html"><input name="q" value="{{ q }}"></form>
<main>{% block content %}{% endblock %}</main></body></html>
"""
_LIST = """{% extends "base.html" %}{% block title %}收件{% endblock %}
{% block content %}<form method="post">{% csrf_token %}<ul>{% for row in rows %}
<li><input type="checkbox" name="item" value="{{ row.id }}"><a href="/item/{{ row.id }}.html">{{ row.title }}</a>
<span>{{ row.unit }}</span> <span>{{ row.state }}</span> <time>{{ row.at|date:"n月j日 H:i" }}</time></li>
{% endfor %}</ul></form>{% endblock %}
"""
_ITEM = """{% extends "base.html" %}{% block title %}{{ row.title }}{% endblock %}
{% block content %}<form method="post">{% csrf_token %}<h1>{{ row.title }}</h1>{{ row.body|linebreaks }}
<p>{{ row.unit }} {{ row.state }} {{ row.at|date:"n月j日 H:i" }}</p><button>登记</button></form>{% endblock %}
"""
_LOADER = ("django.template.loaders.locmem.Loader", {"base.html": _BASE, "list.html": _LIST, "item.html": _ITEM})


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
                "CONN_MAX_AGE": None,
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": start},
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [_LOADER])]},
            }
        ],
        USE_TZ=True,
    )
    django.setup()


if not settings.configured:
    configure()

from django.db import connection, models, transaction  # noqa: E402 -- only after the settings
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402 -- only after the settings
from django.shortcuts import render  # noqa: E402 -- only after the settings
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
    return JsonResponse({"rows": list(_waiting())})


def item(request: HttpRequest, pk: int) -> JsonResponse:  # noqa: ARG001 -- Django's signature
    """One report."""
    return JsonResponse(Report.objects.values(*_FIELDS, "body").get(pk=pk))


def search(request: HttpRequest) -> JsonResponse:
    """The newest fifty that contain the phrase."""
    return JsonResponse({"rows": list(_found(request.GET["q"]))})


def inbox_page(request: HttpRequest) -> HttpResponse:
    """The same as a page."""
    return render(request, "list.html", {"rows": _waiting()})


def item_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a page."""
    return render(request, "item.html", {"row": Report.objects.values(*_FIELDS, "body").get(pk=pk)})


def search_page(request: HttpRequest) -> HttpResponse:
    """The same as a page."""
    return render(request, "list.html", {"rows": _found(request.GET["q"]), "q": request.GET["q"]})


def _waiting() -> Any:
    return Report.objects.filter(state=0).order_by("-at").values(*_FIELDS)[:50]


def _found(wanted: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {_FTS} WHERE {_FTS} MATCH %s ORDER BY rowid DESC LIMIT 50",  # noqa: S608 -- a constant
            [f'"{_tokens(wanted)}"'],
        )
        found = [row[0] for row in cursor.fetchall()]
    return Report.objects.filter(pk__in=found).order_by("-pk").values(*_FIELDS)


urlpatterns = [
    path("submit", submit),
    path("inbox", inbox),
    path("item/<int:pk>", item),
    path("search", search),
    path("inbox.html", inbox_page),
    path("item/<int:pk>.html", item_page),
    path("search.html", search_page),
]


def fill(count: int) -> None:
    """Make the table and the index, and put the same reports in as the platform has, unless that was done before."""
    if Report._meta.db_table in connection.introspection.table_names():
        return
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
