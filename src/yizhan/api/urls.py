# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from yizhan.api import items, network
from yizhan.api.application import build

api = build({"/items": items.router, "": network.router})

urlpatterns = [path("api/v1/", api.urls)]
