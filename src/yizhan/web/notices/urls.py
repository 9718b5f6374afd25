# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from yizhan.web.notices.pages import SettlementPage, TryAgainPage
from yizhan.web.notices.views import channels, letters, listing, receipts, wishes
from yizhan.web.steps import StepView

urlpatterns = [
    path("notices/", listing.notices, name="notices"),
    path("notices/read/", listing.read_all, name="notices-read"),
    path("notices/arrived/", listing.arrived, name="notices-arrived"),
    path("notices/receipts/", receipts.receipts, name="receipts"),
    path("notices/wishes/", wishes.wishes, name="wishes"),
    path("notices/addresses/<slug:channel>/", wishes.address, name="address"),
    path("notices/addresses/<slug:channel>/code/", wishes.code, name="address-code"),
    path("notices/addresses/<slug:channel>/removal/", wishes.removal, name="address-removal"),
    path("notices/<uuid:public_id>/", listing.open_notice, name="notice"),
    path("notices/<uuid:public_id>/receipt/", listing.sign, name="notice-receipt"),
    path("notices/<uuid:public_id>/calendar.ics", listing.calendar, name="notice-calendar"),
    path("letters/failed/", letters.failed, name="failed-letters"),
    path("letters/<uuid:public_id>/again/", StepView.as_view(page=TryAgainPage), name="letter-again"),
    path("letters/<uuid:public_id>/settlement/", StepView.as_view(page=SettlementPage), name="letter-settlement"),
    path("channels/", channels.channels, name="channels"),
]
