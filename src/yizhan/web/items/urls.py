# SPDX-License-Identifier: Apache-2.0
"""Addresses of items. A step is a noun below its item; the interface under /api/v1/ uses the same nouns."""

from django.urls import URLPattern, URLResolver, include, path

from yizhan.web.items import attachments, pages
from yizhan.web.items.step_view import ItemStepPage, ItemStepView
from yizhan.web.items.views import (
    editing,
    inbox,
    item,
    many,
    own,
    parts,
    revision,
    shares,
    splitting,
    submission,
    synthesis,
    texts,
)


def _step(noun: str, page: type[ItemStepPage]) -> URLPattern:
    return path(f"items/<uuid:public_id>/{noun}/", ItemStepView.as_view(page=page), name=f"item-{noun}")


urlpatterns: list[URLPattern | URLResolver] = [
    path("items/", inbox.items, name="items"),
    path("items/new/", submission.new, name="item-new"),
    path("items/new/<uuid:key>/", submission.write, name="item-write"),
    path("items/drafts/<uuid:key>/", submission.save_draft, name="item-draft"),
    path("items/drafts/<uuid:key>/discarding/", submission.discard_draft, name="item-draft-discarding"),
    path("items/mine/", own.mine, name="items-mine"),
    path("items/unit/", own.unit, name="items-unit"),
    path("items/many/", many.decide, name="items-many"),
    path("items/many/<uuid:act>/undoing/", many.undo, name="items-many-undoing"),
    path("items/<uuid:public_id>/", item.item, name="item"),
    path("items/<uuid:public_id>/receipt/", submission.receipt, name="item-receipt"),
    path("items/<uuid:public_id>/files/<uuid:file>/", attachments.open_file, name="item-file"),
    path("items/<uuid:public_id>/edit/", editing.edit, name="item-edit"),
    path("items/<uuid:public_id>/edit/draft/", editing.save_draft, name="item-edit-draft"),
    path("items/<uuid:public_id>/texts/", texts.texts, name="item-texts"),
    path("items/<uuid:public_id>/shares/", shares.shares, name="item-shares"),
    path("items/<uuid:public_id>/revision/", revision.revise, name="item-revision"),
    path("items/<uuid:public_id>/revision/draft/", revision.save_draft, name="item-revision-draft"),
    _step("registration", pages.RegistrationPage),
    _step("return", pages.ReturnPage),
    _step("decline", pages.DeclinePage),
    _step("reconsideration", pages.ReconsiderationPage),
    _step("transfer", pages.TransferPage),
    _step("withdrawal", pages.WithdrawalPage),
    _step("verification", pages.VerificationPage),
    _step("review", pages.ReviewPage),
    _step("recall", pages.RecallPage),
    _step("approval", pages.ApprovalPage),
    _step("send-back", pages.SendBackPage),
    _step("signature", pages.SignaturePage),
    _step("signature-withdrawal", pages.SignatureWithdrawalPage),
    _step("archiving", pages.ArchivePage),
    _step("taking-back", pages.TakingBackPage),
    path("items/<uuid:public_id>/parts/", parts.parts, name="item-parts"),
    path("items/<uuid:public_id>/split/", splitting.split, name="item-split"),
    _step("undoing", pages.UndoingPage),
    _step("reunion", pages.ReunionPage),
    path("items/syntheses/", include(([path("new/", synthesis.new, name="synthesis-new")], "items"))),
]
