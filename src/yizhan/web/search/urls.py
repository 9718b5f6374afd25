# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from yizhan.web.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="search-suggestions"),
    path("search/files/<uuid:public_id>/", views.open_file, name="search-file"),
    path("search/saved/", views.keep, name="searches-saved"),
    path("search/saved/<uuid:public_id>/look/", views.look, name="search-look"),
    path("search/saved/<uuid:public_id>/removal/", views.forget, name="search-removal"),
]
