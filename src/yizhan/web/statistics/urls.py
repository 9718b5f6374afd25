# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from yizhan.web.statistics import views

urlpatterns = [
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/people/", views.people, name="statistics-people"),
    path("statistics/items/", views.item_list, name="statistics-items"),
    path("statistics/issues/", views.issue_list, name="statistics-issues"),
    path("statistics/workbook/", views.workbook_file, name="statistics-workbook"),
    path("statistics/tables/<slug:key>/", views.table_file, name="statistics-table"),
]
