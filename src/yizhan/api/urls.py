# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from yizhan.api import (
    audits,
    awards,
    bulletins,
    checks,
    clocks,
    duty,
    duty_log,
    files,
    likeness,
    many,
    network,
    notices,
    periodicals,
    quotas,
    register,
    reporting,
    rewards,
    rulebook,
    search,
    suggestions,
    syntheses,
    urgent,
)
from yizhan.api.application import build
from yizhan.api.appraisal import activities, corrections, objections, points, schemes
from yizhan.api.findings import hearing, study
from yizhan.api.items import steps as items
from yizhan.api.supervision import assignments, cases, feedback, instructions
from yizhan.api.topics import decisions, hot, wanted

api = build(
    [
        ("", network.router),
        ("", register.router),
        ("/items", syntheses.router),
        ("/items", many.router),
        ("", rulebook.router),
        ("/items", items.router),
        ("", likeness.router),
        ("", checks.router),
        ("", periodicals.router),
        ("", reporting.router),
        ("", wanted.router),
        ("", decisions.router),
        ("", hot.router),
        ("", clocks.router),
        ("", urgent.router),
        ("", hearing.router),
        ("", study.router),
        ("", duty.router),
        ("", duty_log.router),
        ("", instructions.router),
        ("", cases.router),
        ("", assignments.router),
        ("", feedback.router),
        ("", quotas.router),
        ("", suggestions.router),
        ("", rewards.router),
        ("", awards.router),
        ("", points.router),
        ("", schemes.router),
        ("", objections.router),
        ("", corrections.router),
        ("", activities.router),
        ("", bulletins.router),
        ("", audits.router),
        ("", notices.router),
        ("", files.router),
        ("", search.router),
    ]
)

urlpatterns = [path("api/v1/", api.urls)]
