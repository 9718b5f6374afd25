# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from yizhan.web.bulletins.views import audit

urlpatterns = [
    path("bulletins/audit/", audit.audit, name="bulletin-audit"),
]
