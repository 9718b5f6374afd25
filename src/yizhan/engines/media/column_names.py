# SPDX-License-Identifier: Apache-2.0
"""The fields of an item that a table may bring, and the names under which offices and systems keep them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Field(StrEnum):
    """A field of an imported item."""

    EXTERNAL_NUMBER = "external_number"
    TITLE = "title"
    SITUATION = "situation"
    ANALYSIS = "analysis"
    SUGGESTION = "suggestion"
    SOURCE = "source"
    OCCURRENCE = "occurrence"
    SCOPE = "scope"
    CONSEQUENCE = "consequence"
    KIND = "kind"
    CONTRIBUTOR = "contributor"
    ORGANIZATION = "organization"
    CONTACT = "contact"
    SUBMITTED_AT = "submitted_at"
    LIKES = "likes"
    DISLIKES = "dislikes"
    CATEGORY = "category"
    REPLY = "reply"
    REPLIED_AT = "replied_at"


#: Compared without case, spaces and punctuation. The first of each list is the name an export of ours uses.
SYNONYMS: Mapping[Field, tuple[str, ...]] = MappingProxyType(
    {
        Field.EXTERNAL_NUMBER: (
            *(
                "编号",
                "留言编号",
                "信件编号",
                "稿件编号",
                "来文编号",
                "工单编号",
                "工单号",
                "受理编号",
                "序列号",
                "信息编号",
            ),
            *("id", "number", "no", "message id", "messageid", "case number", "ticket", "reference", "external number"),
        ),
        Field.TITLE: (
            *(
                "标题",
                "主题",
                "题目",
                "留言主题",
                "留言标题",
                "信件标题",
                "稿件标题",
                "信息标题",
                "事项名称",
                "名称",
                "来信标题",
            ),
            *("title", "subject", "headline", "topic"),
        ),
        Field.SITUATION: (
            *(
                "情况",
                "内容",
                "正文",
                "留言详情",
                "留言内容",
                "信件内容",
                "来信内容",
                "反映内容",
                "反映问题",
                "问题描述",
            ),
            *(
                "详情",
                "情况问题",
                "主要内容",
                "稿件内容",
                "诉求内容",
                "信息内容",
                "事项内容",
                "基本情况",
                "问题",
                "描述",
            ),
            *("content", "body", "text", "description", "message", "situation", "details"),
        ),
        Field.ANALYSIS: ("原因", "原因分析", "成因", "分析", "问题原因", "analysis", "cause", "causes", "reason"),
        Field.SUGGESTION: (
            *("建议", "意见建议", "对策建议", "意见和建议", "建议内容", "工作建议", "suggestion", "suggestions"),
            *("recommendation", "proposal"),
        ),
        Field.SOURCE: (
            *(
                "来源",
                "信息来源",
                "渠道",
                "来信渠道",
                "受理渠道",
                "报送渠道",
                "来源渠道",
                "source",
                "channel",
                "origin",
            ),
        ),
        Field.OCCURRENCE: ("发生时间说明", "occurrence"),
        Field.SCOPE: ("影响范围", "scope"),
        Field.CONSEQUENCE: ("影响后果", "后果影响", "consequence", "consequences"),
        Field.KIND: (
            "类型",
            "种类",
            "信件类型",
            "留言类型",
            "来信类型",
            "诉求类型",
            "信息类型",
            "体裁",
            "type",
            "kind",
        ),
        Field.CONTRIBUTOR: (
            *(
                "反映人",
                "作者",
                "姓名",
                "留言用户",
                "用户",
                "网友",
                "报送人",
                "信息员",
                "撰稿人",
                "来信人",
                "提交人",
                "委员",
            ),
            *("author", "contributor", "user", "username", "name", "submitter", "reporter"),
        ),
        Field.ORGANIZATION: (
            *(
                "单位",
                "报送单位",
                "供稿单位",
                "反映单位",
                "工作单位",
                "办理单位",
                "承办单位",
                "答复单位",
                "部门",
                "机构",
            ),
            *("所属单位", "institution", "organization", "organisation", "department", "agency", "unit"),
        ),
        Field.CONTACT: (
            *("联系方式", "联系电话", "电话", "手机", "手机号", "手机号码", "邮箱", "电子邮箱", "地址", "联系地址"),
            *("contact", "phone", "telephone", "mobile", "email"),
        ),
        Field.SUBMITTED_AT: (
            *(
                "时间",
                "日期",
                "留言时间",
                "来信时间",
                "提交时间",
                "报送时间",
                "受理时间",
                "发布时间",
                "创建时间",
                "写信时间",
            ),
            *("报送日期", "提交日期", "来信日期", "date", "time", "submitted at", "created at", "created", "timestamp"),
        ),
        Field.LIKES: ("点赞数", "赞成数", "支持数", "点赞", "赞同数", "likes", "upvotes", "supports"),
        Field.DISLIKES: ("反对数", "反对", "不赞成数", "踩", "dislikes", "downvotes", "opposes"),
        Field.CATEGORY: (
            *("分类", "类别", "一级分类", "一级标签", "栏目", "主题分类", "问题类别", "领域", "行业", "标签"),
            *("category", "label", "class", "tag"),
        ),
        Field.REPLY: (
            *("答复", "回复", "答复意见", "答复内容", "回复内容", "办理结果", "处理结果", "反馈意见", "办理情况"),
            *("reply", "answer", "response"),
        ),
        Field.REPLIED_AT: (
            *("答复时间", "回复时间", "办结时间", "反馈时间", "答复日期", "回复日期", "办理时间"),
            *("replied at", "reply time", "reply date", "answered at", "response date", "closed at"),
        ),
    }
)
