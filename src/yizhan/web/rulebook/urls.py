# SPDX-License-Identifier: Apache-2.0
from django.urls import path

from yizhan.web.rulebook import pages
from yizhan.web.rulebook.views import drafts, exchange, rulebook, texts
from yizhan.web.steps import StepView

urlpatterns = [
    path("rules/", rulebook.rules, name="rules"),
    path("rules/comparison/", exchange.comparison, name="rule-comparison"),
    path("rules/export/", exchange.export, name="rule-export"),
    path("rules/import/", exchange.take_in, name="rule-import"),
    path("rules/drafts/", drafts.listed, name="rule-drafts"),
    path("rules/drafts/new/", drafts.new, name="rule-draft-new"),
    path("rules/drafts/<uuid:public_id>/", drafts.draft, name="rule-draft"),
    path(
        "rules/drafts/<uuid:public_id>/handing-over/",
        StepView.as_view(page=pages.HandOverPage),
        name="rule-draft-hand_over",
    ),
    path(
        "rules/drafts/<uuid:public_id>/return/", StepView.as_view(page=pages.SendBackPage), name="rule-draft-send_back"
    ),
    path(
        "rules/drafts/<uuid:public_id>/force/",
        StepView.as_view(page=pages.PutInForcePage),
        name="rule-draft-put_in_force",
    ),
    path("rules/drafts/<uuid:public_id>/discard/", StepView.as_view(page=pages.DiscardPage), name="rule-draft-discard"),
    path("rules/drafts/<uuid:public_id>/changes/<int:change>/removal/", drafts.drop, name="rule-change-drop"),
    path("rules/texts/", texts.register, name="rule-texts"),
    path("rules/texts/new/", texts.new, name="rule-text-new"),
    path("rules/texts/<uuid:public_id>/", texts.text, name="rule-text"),
    path(
        "rules/texts/<uuid:public_id>/successor/",
        StepView.as_view(page=pages.SupersedePage),
        name="rule-text-supersede",
    ),
    path("rules/<str:key>/", rulebook.rule, name="rule"),
    path("rules/<str:key>/change/", rulebook.change, name="rule-change"),
]
