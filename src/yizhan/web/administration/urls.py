# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from yizhan.web.administration.pages import accounts as account_pages
from yizhan.web.administration.pages import network as network_pages
from yizhan.web.administration.views import accounts, failures, first_start, journal, keys, network
from yizhan.web.steps import StepView

urlpatterns = [
    path("start/<str:secret>/", first_start.start, name="first-start"),
    path("network/", network.network, name="network"),
    path("network/people/new/", network.enter_person, name="network-person-new"),
    path("network/<uuid:public_id>/", network.station, name="network-station"),
    path(
        "network/<uuid:public_id>/bodies/new/",
        StepView.as_view(page=network_pages.SetUpBodyPage),
        name="network-body-new",
    ),
    path(
        "network/<uuid:public_id>/stations/new/",
        StepView.as_view(page=network_pages.FoundStationPage),
        name="network-station-new",
    ),
    path("network/bodies/<uuid:public_id>/", network.body, name="network-body"),
    path(
        "network/bodies/<uuid:public_id>/end/",
        StepView.as_view(page=network_pages.EndBodyPage),
        name="network-body-end",
    ),
    path(
        "network/bodies/<uuid:public_id>/name/",
        StepView.as_view(page=network_pages.RenameBodyPage),
        name="network-body-name",
    ),
    path(
        "network/bodies/<uuid:public_id>/responsibilities/new/",
        StepView.as_view(page=network_pages.NameResponsiblePage),
        name="network-responsibility-new",
    ),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<uuid:public_id>/", accounts.account, name="account"),
    path(
        "accounts/<uuid:public_id>/posts/new/",
        StepView.as_view(page=account_pages.AppointPage),
        name="account-appoint",
    ),
    path(
        "accounts/<uuid:public_id>/opening/",
        StepView.as_view(page=account_pages.OpenAccountPage),
        name="account-open",
    ),
    path(
        "accounts/<uuid:public_id>/closure/",
        StepView.as_view(page=account_pages.CloseAccountPage),
        name="account-close",
    ),
    path("accounts/<uuid:public_id>/link/", keys.make_link, name="account-link"),
    path(
        "accounts/posts/<uuid:public_id>/end/",
        StepView.as_view(page=account_pages.EndPostPage),
        name="account-post-end",
    ),
    path("accounts/posts/<uuid:public_id>/keys/new/", keys.make_key, name="account-key-new"),
    path("accounts/posts/<uuid:public_id>/keys/<uuid:key>/revocation/", keys.revoke_key, name="account-key-revoke"),
    path("journal/", journal.entries, name="journal"),
    path("journal/export/", journal.export, name="journal-export"),
    path("failures/", failures.failures, name="failures"),
    path("failures/retry/", failures.try_again, name="failures-retry"),
]
