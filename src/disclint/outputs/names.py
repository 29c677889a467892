"""
What severities, verdicts and reasons are called in the two languages.
"""

import re
from collections.abc import Mapping

from disclint.diagnostics import (
    CRASHED,
    ERROR,
    FAIL,
    INFO,
    NOT_APPLICABLE,
    PASS,
    UNKNOWN,
    VACUOUS,
    WARNING,
)
from disclint.outputs import place
from disclint.outputs.view import View
from disclint.result import (
    CRASHED_RULE,
    EXPIRED_RULE,
    FINAL_RULE,
    GONE_RULE,
    MALFORMED_RULE,
    UNKNOWN_RULE,
    UNREADABLE_RULE,
    UNUSED_RULE,
    Result,
)

_Pair = tuple[str, str]

SEVERITY_NAMES: Mapping[str, _Pair] = {
    ERROR: ("错误", "error"),
    WARNING: ("警告", "warning"),
    INFO: ("提示", "info"),
}
VERDICT_NAMES: Mapping[str, _Pair] = {
    PASS: ("通过", "pass"),
    FAIL: ("不通过", "fail"),
    UNKNOWN: ("无法判断", "unknown"),
    NOT_APPLICABLE: ("不适用", "not applicable"),
    VACUOUS: ("没有可检查的内容", "nothing to check"),
    CRASHED: ("规则出错", "crashed"),
}
# Findings that no rule makes: title, why, what to do.
PLAIN: Mapping[str, tuple[_Pair, _Pair, _Pair]] = {
    UNREADABLE_RULE: (
        ("文件无法读取", "The file cannot be read"),
        (
            "文件里没有可以读出的文字：是空的、损坏的、有密码的，或者是读不了的格式。没有检查的文件不能当作没有问题。",
            (
                "It is empty, damaged, locked with a password, or of a format that cannot be read.  What was"
                " not checked must not pass for clean."
            ),
        ),
        (
            "在 WPS 或 Word 中另存为 .docx 再检查；不是年度报告的，从检查的文件夹里移走，或用 --ignore IO-UNREADABLE。",
            (
                "Save it as .docx in WPS or Word; take what is no report out of the folder,"
                " or use --ignore IO-UNREADABLE."
            ),
        ),
    ),
    CRASHED_RULE: (
        ("disclint 检查这个文件时出错", "disclint failed on the file"),
        (
            "这是 disclint 自身的缺陷，与报告的对错无关；其余文件照常检查。",
            "This is a fault of disclint and says nothing of the report.  Other files are not affected.",
        ),
        (
            "把出错信息和该文件报告给开发者。",
            "Report the traceback and the file.",
        ),
    ),
    UNUSED_RULE: (
        ("忽略没有用到", "A suppression is unused"),
        (
            "报告里的注释或配置里的 [[suppress]] 要忽略的问题并不存在：多半已经改好。留着它，以后再出现同样的问题就看不到了。",
            "What a comment or a [[suppress]] section suppresses is not there; it would hide the next one of its kind.",
        ),
        ("删去这一条。", "Delete it."),
    ),
    UNKNOWN_RULE: (
        ("要忽略的规则不存在", "A suppression names no rule"),
        (
            "规则编号写错了，或者这条规则已经取消，所以什么也没有忽略。",
            "The id is misspelt, or the rule is gone; nothing is suppressed.",
        ),
        ("核对编号，用 disclint rules 查看全部规则。", "Check the id; `disclint rules` lists the rules."),
    ),
    MALFORMED_RULE: (
        ("disclint 注释写得不对", "A comment to disclint is malformed"),
        (
            "看不懂的注释不起作用；没有理由的忽略，别人无法核对。",
            "What cannot be understood does nothing; without a reason nobody can check it.",
        ),
        (
            "写成 <!-- disclint: ignore 规则编号 理由：…… -->；纯文本也可以单独一行写 # disclint: ignore 规则编号：……。",
            "Write <!-- disclint: ignore RULE reason: ... -->, or in text a line # disclint: ignore RULE: ...",
        ),
    ),
    EXPIRED_RULE: (
        ("忽略的期限已过", "A suppression has run out"),
        ("写明的期限过了，问题重新计算。", "Its day has passed, and the finding counts again."),
        ("改正报告；确需保留的，写明新的期限。", "Mend the report, or set another date if it must stay."),
    ),
    FINAL_RULE: (
        ("要忽略的是 final 规则", "A suppression names a final rule"),
        (
            "规则包规定这条规则不得停用，注释和 [[suppress]] 对它不起作用。",
            "The pack does not let it be turned off, so nothing is suppressed.",
        ),
        ("改正报告；确需忽略的，加 --allow-final-off。", "Mend the report, or add --allow-final-off."),
    ),
    GONE_RULE: (
        ("基线中的问题已不存在", "An entry of the baseline is gone"),
        (
            "问题已经改好，或者数字变了成了另一个问题。",
            "It was mended, or its numbers changed and it is another finding.",
        ),
        (
            "用 disclint check --update-baseline 更新基线。",
            "Bring it up to date with disclint check --update-baseline.",
        ),
    ),
}
_DECLINED: Mapping[str, _Pair] = {
    "before-2019": (
        "这是2019年以前格式的年度报告，不在检查范围之内",
        "a report on a form from before 2019, which is not checked",
    ),
    "not-a-report": (
        "没有看到年度报告的标题、章节和表格，不像政府信息公开工作年度报告",
        "no title, sections or tables of an annual report on disclosure were found",
    ),
}
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
_CELL = re.compile(r"([a-z_]+/[a-z_]+/[a-z_]+): (\w+)\Z")
_IN_CHINESE = (
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


def severity(id: str, view: View) -> str:
    """
    A severity in words.
    """
    return view.pick(*SEVERITY_NAMES[id])


def verdict(id: str, view: View) -> str:
    """
    A verdict in words.
    """
    return view.pick(*VERDICT_NAMES[id])


def declined(reason: str | None, view: View) -> str:
    """
    Why a file was not checked.
    """
    return view.pick(*_DECLINED.get(reason or "", (reason or "", reason or "")))


def reason(words: str, result: Result, view: View) -> str:
    """
    Why a rule could not decide, or does not apply.
    """
    cell = _CELL.match(words)
    if cell:
        way = place.trail(result, cell[1], view) or cell[1]
        return f"{way}: {view.pick(STATES.get(cell[2], cell[2]), cell[2])}"
    if view.lang != "zh":
        return words
    for pattern, chinese in _IN_CHINESE:
        match = pattern.match(words)
        if match:
            return chinese.format(*(_chinese(each) for each in match.groups()))
    return words


def _chinese(words: str) -> str:
    return _WORDS.get(words) or STATES.get(words) or words
