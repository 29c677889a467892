"""
What is said of text that is no YAML, in English and Chinese.

Refuses to parse: it looks at the line where the parser stopped for the slips that people make most.
"""

import re
from collections.abc import Iterator
from itertools import chain

import yaml

# Remedy in English; problem and remedy in Chinese.
_Words = tuple[str, str, str]

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
# As much of a line as is looked at: what is longer was not written by hand.
_MOST = 400
_MOST_BACK = 12
_MIXED = r".*[\[{].*[，｛｝［］]"
# Slips by how a line with one looks, its quoted strings left out.
_SLIPS = (
    (r"[ ]*\t", "indent with blanks, not with tabs", "缩进用了制表符（Tab）", "缩进改用空格"),
    (
        r"\s*(?:- )?[\w+-]+\s*：", "write a plain colon and a blank behind the key",
        "键后面是全角冒号“：”", "改成半角冒号，后面加一个空格",
    ),
    (
        r".*[:\-\[,]\s*\{(?:[^{}]*\||\.\.|[~*!^$<]|[a-z_]+:[a-z]+\})", "put phrases with braces in quotes",
        "花括号开头的短语没有加引号", '整个短语加上双引号："{甲|乙}…"',
    ),
    (
        r".*\{[^{}]*[a-z]\([^()]*,",
        "a comma in {…} ends a value: put the expression in single quotes, or write it on a line of its own",
        "{…} 里的表达式含有逗号，读到逗号就断了",
        "把整个表达式加上单引号，或者不用 {…}，换行缩进写成“名称: 表达式”",
    ),
    (
        r'.*[:\-\[,]\s*""[ ]*[^\s,:}\]#]', "put all of the text in one pair of quotes",
        "引号后面还有文字", "整段文字用一对引号括起来；里面要用引号的，写中文引号“”",
    ),
    (
        r"\s*(?:- )?[\w+-]+:[^\s/]", "write a blank behind the colon",
        "冒号后面没有空格", "键和值写成“键: 值”，冒号后面加一个空格",
    ),
    (r".*[:\[,]\s*[“‘]", "write plain quotes", "用了中文引号", '外面的引号改成半角的 "…"'),
)  # fmt: skip
# What the parser says, and what it comes of.
_SAID = (
    (
        ("mapping values are not allowed",), "put words with a colon in quotes; keys of one mapping begin at one column",
        "这里不能再有“键: 值”", "文字里有冒号加空格的，整个加上双引号；同一级的键左边要对齐",
    ),
    (
        ("did not find expected key", "block end", "'-' indicator"),
        "let keys and items of one level begin at one column; put words that begin with a quote or bracket in quotes whole",
        "缩进没有对齐，或者引号后面还有文字", "同一级的键和“-”左边对齐；以引号、括号开头的文字整个加上引号",
    ),
    (
        ("could not find expected ':'",), "write a colon and a blank behind the key",
        "这里缺少“键: 值”的冒号", "键后面写半角冒号和一个空格（看这一行和上一行）；续行要比键缩进得多",
    ),
    (("scanning a quoted scalar", "end of stream"), "close the quotes", "引号没有成对", "补上后一个引号"),
    (
        ("cannot start any token",), "put words that begin with such a character in quotes",
        "文字不能以这个字符开头", "以 > @ ` % 等开头的文字要加引号；缩进只用空格",
    ),
    (
        ("flow sequence", "flow mapping", "expected ',' or"),
        "close the brackets, and put words with brackets, braces or commas in quotes",
        "[…] 或 {…} 没有写完", "括号要成对，各项之间用半角逗号；文字里有冒号、括号、花括号、逗号的加上引号",
    ),
    (
        ("escape",), "write \\\\ for a backslash, or use single quotes",
        "双引号里的反斜杠写法不对", "反斜杠写成 \\\\，或者改用单引号",
    ),
    (
        ("another document", "document start"), "leave one document in the file",
        "一个文件里只能有一份内容", "删去多余的 --- 和它后面的内容",
    ),
    (("nesting depth",), "nest less deeply", "嵌套太深", "少套几层"),
    (("alias",), "put words that begin with * in quotes", "* 开头的是别名，前面没有定义", "以 * 开头的文字要加引号"),
)  # fmt: skip
_OTHERWISE = (
    "correct the indentation, quotes or brackets around this line",
    "这一行读不懂", "核对这一行前后的缩进、引号和括号",
)  # fmt: skip


def unreadable(text: str, error: yaml.MarkedYAMLError) -> tuple[int | None, str, tuple[str, str]]:
    """
    The line, from 1, where text that YAML's parser refuses is wrong, what to do about it, and both in Chinese.
    """
    mark = error.problem_mark or error.context_mark
    lines = text.splitlines()
    at = 0 if mark is None else min(mark.line, len(lines) - 1)
    said = str(error.problem or error.context)
    number, (remedy, problem, zh) = next(
        chain(_marks(lines, at, said), _slips(lines, at), ((at, each) for each in _messages(said)))
    )
    # Where a file stops too early, the parser tells of a line behind its last one.
    line = None if mark is None else min(mark.line + 1, len(lines)) if number == at else number + 1
    return line, remedy, (f"这不是 YAML：{problem}", zh)


def _marks(lines: list[str], at: int, said: str) -> Iterator[tuple[int, _Words]]:
    # What belongs to words and what to the list hangs on what the parser missed.
    if "',' or" not in said:
        return
    for number in range(at, max(-1, at - _MOST_BACK), -1):
        if lines[number].count('"') % 2:
            yield number, ("close the quotes", "引号没有成对", "补上引号")
    if re.match(_MIXED, _bare(lines[at])):
        yield (
            at,
            (
                "write plain commas and brackets in […] and {…}",
                "[…]、{…} 里用了全角的逗号或括号",
                "改成半角的；属于文字的，把文字加上引号",
            ),
        )


def _slips(lines: list[str], at: int) -> Iterator[tuple[int, _Words]]:
    # The parser may stop at a line that cannot stand behind the one before.
    for number in (at, at - 1):
        if number < 0:
            continue
        for pattern, *words in _SLIPS:
            if re.match(pattern, _bare(lines[number])):
                yield number, (words[0], words[1], words[2])


def _bare(line: str) -> str:
    return _QUOTED.sub('""', line[:_MOST])


def _messages(said: str) -> Iterator[_Words]:
    for parts, *words in _SAID:
        if any(each in said for each in parts):
            yield words[0], words[1], words[2]
    yield _OTHERWISE
