"""
Why a rule did not pass or fail, as verdicts say it, in the two languages.

Verdicts hold the English; refuses to know reports, so that a cell is an address here.
"""

import re
from collections.abc import Mapping

from disclint.rules.vocabulary import KINDS_ZH

# What a cell is that has no number.
STATES: Mapping[str, str] = {
    "blank": "空白",
    "dash": "填的是横线",
    "text": "填的不是数字",
    "absent": "没有这一格",
    "ambiguous": "有几种读法",
    "lost": "整张表没有提取出来",
    "missing": "没有这张表",
}
# What the words of a reason are called in Chinese; an id of the form is not among them.
_WORDS: Mapping[str, str] = {
    "government": "政府",
    "office": "政府办公厅(室)",
    "department": "部门",
    "township": "乡镇、街道",
    "vertical": "垂直管理单位",
    "other": "其他单位",
    "county": "县级",
    "province": "省级",
    "text": "纯文本",
    "markdown": "Markdown",
    "html": "网页",
    "agency kind": "机关的类别",
    "agency scope": "机关的级别",
    "media": "文件的种类",
    "prev": "上一年度报告",
    "earlier": "原来的报告",
    "children": "下级单位报告",
    "peers": "其他单位报告",
    "twins": "同一单位的另一份报告",
    "object": "对象",
    "document": "文件",
    "disclosure": "表二",
    "requests": "表三",
    "disputes": "表四",
}
_THINGS = {**STATES, **_WORDS}
_TYPES = {**KINDS_ZH, "list": "列表", "missing": "缺少的内容", "subject": "报告里的对象"}
_ERROR = "EvaluationError: "
CELL = re.compile(r"([a-z_]+/[a-z_]+/[a-z_]+): (\w+)\Z")
_A = r"an? ([\w ]+)"
_IN_CHINESE = (
    (
        re.compile(rf"{_ERROR}{_A} (\S+) {_A}: only numbers have an order\Z"),
        "{} {} {}：只有数能比大小",
    ),
    (re.compile(rf"{_ERROR}{_A} and {_A} cannot be equal\Z"), "{}与{}不能比较是否相等"),
    (re.compile(rf"{_ERROR}nothing is in {_A}\Z"), "{}里没有可以包含的东西"),
    (re.compile(rf"{_ERROR}{_A} is no number\Z"), "{}不是数"),
    (re.compile(rf"{_ERROR}{_A} is no text\Z"), "{}不是文字"),
    (re.compile(rf"{_ERROR}{_A} is neither true nor false\Z"), "{}不是真假（条件）"),
    (
        re.compile(rf"{_ERROR}(\S+) has no id and cannot stand in an address\Z"),
        "{} 没有 id，不能写在地址里",
    ),
    (re.compile(rf"{_ERROR}no (\.\w+) here: .*\Z"), "这里没有 {}：只有报告里的对象才有属性"),
    (re.compile(rf"{_ERROR}of looks into another report\Z"), "of 只能看另一份报告"),
    (re.compile(r"there is nothing to look at\Z"), "报告中没有这条规则要看的内容"),
    (re.compile(r"the report is declined: (.*)\Z"), "报告不在检查范围之内"),
    (re.compile(r"the report is ok: .*\Z"), "只用于不在检查范围之内的文件"),
    (re.compile(r"report year (\d+)\Z"), r"不用于{}年度的报告"),
    (re.compile(r"edition (\w+)\Z"), r"不用于{}年格式"),
    (re.compile(r"agency kind (\w+)\Z"), r"不用于这类机关（{}）"),
    (re.compile(r"agency scope (\w+)\Z"), r"不用于这一级机关（{}）"),
    (re.compile(r"media (\w+)\Z"), r"不用于这种文件（{}）"),
    (re.compile(r"scope unknown: report year\Z"), "不知道是哪一年的报告"),
    (re.compile(r"scope unknown: edition\Z"), "不知道用的是哪一年的格式"),
    (re.compile(r"scope unknown: (.*)\Z"), r"不知道{}"),
    (re.compile(r"no (\w+) is given\Z"), r"没有可供比对的{}"),
    (re.compile(r"the report given as (\w+) is of (\d+)\Z"), r"所给的{}是{}年度的"),
    (re.compile(r"the report given as (\w+) is (\w+)\Z"), r"所给的{}不能用来比对"),
    (re.compile(r"(\w+)/([a-z_]+/[a-z_]+/[a-z_]+): (\w+)\Z"), r"{}的 {}: {}"),
    (re.compile(r"(?:last year's|the earlier) report: (.*)\Z"), r"用来比对的报告没有 {}"),
    (re.compile(r"(?:a subordinate's|a peer's|the other) report: (.*)\Z"), r"用来比对的报告没有 {}"),
    (re.compile(r"the form has no (\w+) in (\w+)\Z"), r"这一年的格式，{1}没有 {0}"),
    (re.compile(r"the form has no (.*)\Z"), r"这一年的格式没有 {}"),
    (re.compile(r"the report has no (.*)\Z"), r"报告没有 {}"),
    (re.compile(r"no table was read\Z"), "没有读到任何表格"),
    (re.compile(r"page (\d+) was not read\Z"), "第{}页没有读到"),
    (re.compile(r"an embedded (object|document) was not read\Z"), "嵌入的{}没有读到"),
    (re.compile(r"table (\w+) is (\w+)\Z"), r"没有读到{}：{}"),
    (
        re.compile(r"there are more percentages than are looked at\Z"),
        "百分比太多，后面的没有看",
    ),
    (
        re.compile(r"it is not clear of what the percentage is a share\Z"),
        "看不出百分比的分母是什么",
    ),
    (re.compile(r"fewer than two of them were found\Z"), "不足两项，谈不上顺序"),
    (re.compile(r"no such day: (.*)\Z"), r"没有这一天：{}"),
    (re.compile(r"day of publication\Z"), "没有找到公布日期"),
    (re.compile(r"(?:report )?year\Z"), "不知道是哪一年的报告"),
    (re.compile(r"period\Z"), "没有写统计期限"),
    (re.compile(r"title\Z"), "没有找到标题"),
    (re.compile(r"(agency kind|agency scope)\Z"), r"不知道{}"),
    (re.compile(r"(?:heading of|section) (\w+)\Z"), r"没有 {} 这一部分"),
    (re.compile(r"(?:first|last) of an empty list\Z"), "没有找到"),
    (re.compile(r"[\w:/-]+\.(\w+)\Z"), r"该处没有写（{}）"),
    (re.compile(r"label of (\w+)\Z"), r"没有读到 {} 的名称"),
)


def said(words: str, lang: str) -> str:
    """
    A reason in `lang`, in English where there is no Chinese.
    """
    if lang != "zh":
        return words
    for pattern, chinese in _IN_CHINESE:
        match = pattern.match(words)
        if match:
            known = _TYPES if words.startswith(_ERROR) else _THINGS
            return chinese.format(*(known.get(each, each) for each in match.groups()))
    return words
