"""
What severities, verdicts and reasons are called in the two languages.
"""

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
from disclint.rules import reasons

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
    cell = reasons.CELL.match(words)
    if cell:
        way = place.trail(result, cell[1], view) or cell[1]
        return f"{way}: {view.pick(reasons.STATES.get(cell[2], cell[2]), cell[2])}"
    return reasons.said(words, view.lang)
