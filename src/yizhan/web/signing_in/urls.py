# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from yizhan.web.signing_in import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/sample/", views.enter_sample, name="sample-entry"),
    path("sign-in/link/<str:secret>/", views.set_password, name="set-password"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("acting-post/", views.switch_post, name="acting-post"),
]
