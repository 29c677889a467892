"""
How inputs that have a structure are changed, so that changes reach what lies behind it.

A mutator takes an input, a source of chance, and what changes bytes as the fuzzer would; it gives another input.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar, cast

from disclint.native import wire

# Changes bytes as the fuzzer would, to at most so many.
Change = Callable[[bytes, int], bytes]
Mutator = Callable[[bytes, Random, Change], bytes]

_ROOT = Path(__file__).resolve().parents[2]
# How a text is cut into what is changed.
_CUTS = (
    r"(?s).",
    r"[^\n]*\n?",
    r"[^\s|<>]+|[\s|]+|<[^<>]*>|<|>",
    r"\d+|\D+",
    r"[，。；：、（）]|[^，。；：、（）]+",
)
_NASTY = (
    "\x00", "\ufeff", "\u200b", "\u200d", "\u202e", "\u2066", "\u2069", "\ud800", "\udfff", "\U0010ffff", "\U00020000", "\ufffd", "\u3000",
    "\xa0", "\u2028", "\x85", "\x0b", "\x0c", "\r", "\r\n", "\t", "１", "०", "٣", "𝟏", "①", "㈠", "〇", "零", "⼀", "Ⅷ", "½", "²",
    "0" * 40, "9" * 400, "1e9", "-0", "+1", "1,000", "1.5.5", "⒈",
)  # fmt: skip


def _scraps(*more: str) -> tuple[str, ...]:
    return (*_NASTY, *more)


REPORT = _scraps(
    "0", "1", "12", "3.5", "-", "—", "无", "|", " | ", " ", "\n", "\n\n", "\n-3-\n", "，", "、", "件", "（一）", "总计", "其他", "规章",
    "三、本年度办理结果", "（一）予以公开", "2.重复申请", "一、", "二、", "六、其他需要报告的事项", "一、总体情况\n", "收到申请12件", "办结11件",
    "2023年", "政府信息公开工作年度报告", "1月1日", "至12月31日", "国办公开办函〔2021〕30号", "《", "》", "“", "比上年增长8.5%", "其中", "分别为",
    "（七）总计", "四、结转下年度继续办理", "行政复议", "结果维持", "第二十条第（一）项", "信息内容", "本年制发件数", "自然人", "均已办结", "未收取",
    "<!-- disclint: ignore TBL3-* 理由：试 -->", "<!-- disclint: ", "-->", "某市某局",
)  # fmt: skip
MARKUP = _scraps(
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=3>", "<td colspan=2>", "<td colspan=99999>", "<p>", "</p>", "<br>",
    "&nbsp;", "&#0;", "&#x110000;", "&#12;", "&amp", "<", "&", "<!--", "-->", "<a ='", '"', "'", "<pre>", "<title>", "<div hidden>", "</div>",
    "<caption>", "<script>", "</script>", "<style>", "<meta charset=gb2312>", "# ", "|---|---|\n", "**", "| ", "\\|", "```\n", "> ",
    '<?xml version="1.0" encoding="utf-16"?>', "Content-Type: text/html; charset=gbk\r\n", "=E4=B8", "{\\rtf1", "%PDF-", "PK\x03\x04",
)  # fmt: skip
XML = _scraps(
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", '<w:gridSpan w:val="9999"/>',
    "<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:del>", "</w:del>", "<w:ins>", "</w:ins>", '<w:numId w:val="1"/>', '<w:ilvl w:val="-1"/>', "<w:br/>",
    "<w:tab/>", '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:instrText>", "</w:instrText>", "<w:txbxContent>",
    '<c r="A1" t="s">', "<v>1</v>", "<v>-1</v>", "<v>1e400</v>", "</c>", '<row r="1">', "</row>", '<mergeCell ref="A1:XFD9"/>', "<f>1+1</f>", "<is>", "<t>",
    '<ofd:TextObject ID="1" Boundary="0 0 9 9">', "<ofd:TextCode>", "</ofd:TextCode>", 'DeltaX="g 99999 1"', 'X="nan"', 'CTM="1 0 0"', "<!DOCTYPE a>",
    "<![CDATA[", "]]>", "&lt;", "&#1;", "&x;", '=""', '="-1"', '="99999999999"', '="x"', '="1e999"', '="nan"',
)  # fmt: skip
EXPRESSION = _scraps(
    "all(", "any(", "sum(", "count(", "exists(", "of(prev, ", "cells(requests/*/*)", "rows(requests)", "columns(requests)", "requests/granted/total",
    "claims(new_received)", "matches(", "[", "]", "(", ")", ",", ":", " in ", " and ", " or ", "not ", " implies ", " matches ", "==", "!=", "<=", "<",
    "+", "-", "*", "$column", "$row", ".value", ".text", ".__class__", "report.year", "title.text", "period.start", "prev/", '"', '"甲"', '"\\"', "\\",
    "1", "0.5", "true", "false", "x", "a in ", "section(overview)", "paragraphs(other)", "sentences(overview)", "length(", "similarity(", "ordinal(",
    "min(", "max(", "abs(", "explicable(", "repeated(", "definitions()", "places(report)",
)  # fmt: skip
PHRASE = _scraps(
    "{", "}", "|", "{收到|受理}", "{…}?", "?", "{..8}", "{~8}", "{*8}", "{..60}", "{..61}", "{..0}", "{n:count}", "{m:money}", "{p:percent}", "{y:year}",
    "{d:day}", "{x:number}", "{^}", "{$}", "{!甲|乙}", "{<!甲|乙}", "{<!", "{!", "申请", "收到", "。", "，", "；", "(", ")", "〔", "《", ".", "*", "+", "\\",
    "[", "^", "$", "{n:", ":count}", "甲", " ",
)  # fmt: skip
YAML = _scraps(
    "\n", "  ", "- ", ": ", "{", "}", "[", "]", ",", "&a ", "*a", "!!str ", "!!python/name:os.system ", "<<: ", "? ", "| \n", ">-\n", "'", '"', "#", "---\n",
    "...\n", "%YAML 1.2\n", "null", "~", "true", "yes", "1", "0x1F", "1_000", ".inf", "2023-01-01", "1e400", "id: ", "kind: ", "extends: ", "overrides: ",
    "severity: error", "severity: warning", "kind: assert", "kind: identity", "kind: linear", "kind: sum", "kind: ratio", "kind: statement", "kind: match",
    "kind: order", "kind: domain", "kind: section", "kind: problem", "check: ", "foreach: ", "where: ", "when: ", "let: ", "left: ", "right: ", "require: ",
    "forbid: ", "unless: ", "partial: ", "in: ", "table: ", "needs: [prev]", "applies_to: ", "use: ", "with: ", "params: ", "templates: ", "concepts: ",
    "phrases: ", "phrases+: ", "require-: ", "disabled: true", "final: true", "final: false", "profile: all", "regex: ", "examples: ", "message: ", "{left}", "{x!r}",
    "${what}", "requests", "overview", "report", "columns(requests)", "{column: columns(requests)}", "\n=== rules/HOUSE-OTHER.yaml\n", "\n=== scopes.yaml\n",
    "\n=== concepts/other.yaml\n", "\n=== editions/2021.yaml\n", "\n=== disclint.lock\n", "*x", "&x {a: *x}",
)  # fmt: skip
SETTINGS = _scraps(
    "\n", "[", "]", "[[", "]]", "{", "}", "=", '"', "'", '"""', "'''", "#", ",", ".", "select = ", "ignore = ", 'profile = "all"', "strict = true", 'fail-on = "never"',
    "[severity]\n", "[[paths]]\n", "[[suppress]]\n", 'match = "**/x/*.html"', 'rule = "TBL3-*"', 'reason = "x"', 'until = "2023-13-01"', "until = 2023-01-01",
    'packs = ["x"]', 'baseline = "x"', 'exclude = ["["]', "[tool.disclint]\n", '"findings":', '"reports":', '"fingerprint":', '"version": 1', "null", "1e999",
    "NaN", "agency,parent,aliases\n", "甲市,乙省,丙;丁\n", '"', "\n=== disclint.toml\n", "\n=== pyproject.toml\n", "\n=== baseline.json\n", "\n=== roster.csv\n",
)  # fmt: skip
MESSAGE = _scraps(
    '"method": "textDocument/didOpen"', '"method": "textDocument/didChange"', '"method": "textDocument/hover"', '"method": "textDocument/codeAction"',
    '"method": "textDocument/rename"', '"method": "textDocument/completion"', '"method": "textDocument/inlayHint"', '"method": "workspace/executeCommand"',
    '"method": "workspace/didChangeConfiguration"', '"method": "textDocument/diagnostic"', '"method": "textDocument/definition"', '"method": "shutdown"',
    '"method": "textDocument/references"', '"method": "textDocument/didClose"', '"method": "textDocument/foldingRange"', '"method": "$/cancelRequest"',
    '"id": 1', '"id": "x"', '"line": 0', '"line": 4294967295', '"character": 0', '"character": -1', '"character": 2147483647', '"version": null', '"range": null',
    '"text": ""', '"text": "一、总体情况\\n"', '"uri": "file:///b.yaml"', '"uri": "untitled:x"', '"uri": ""', "null", "[]", "{}", "true", "\\ud800", "\\u0000", "\n", ",",
)  # fmt: skip


def _put(parts: list[str], at: int, _: int, __: Random, scrap: str) -> list[str]:
    return [*parts[:at], scrap, *parts[at:]]


def _set(parts: list[str], at: int, to: int, _: Random, scrap: str) -> list[str]:
    return [*parts[:at], scrap, *parts[to:]]


def _left_out(parts: list[str], at: int, to: int, _: Random, __: str) -> list[str]:
    return parts[:at] + parts[to:]


def _repeated(parts: list[str], at: int, to: int, random: Random, _: str) -> list[str]:
    return parts[:at] + parts[at:to] * random.choice((1, 1, 2, 9)) + parts[at:]


def _turned(parts: list[str], at: int, to: int, _: Random, __: str) -> list[str]:
    return parts[:at] + parts[at:to][::-1] + parts[to:]


def _copied(parts: list[str], at: int, to: int, random: Random, _: str) -> list[str]:
    other = random.randrange(len(parts))
    return parts[:other] + parts[at:to] + parts[other:]


# A text in parts, a stretch of them, chance, and something to put in.
_EDITS: tuple[Callable[[list[str], int, int, Random, str], list[str]], ...] = (
    _put, _set, _left_out, _repeated, _turned, _copied,
)  # fmt: skip


def texts(scraps: Sequence[str], *, whole: Sequence[str] = ()) -> Mutator:
    """
    Changes a text piece by piece: leaves out, doubles, swaps, puts in scraps; now and then begins with a `whole` one.
    """

    def mutate(given: bytes, random: Random, change: Change) -> bytes:
        if random.random() < 0.25:
            return change(given, len(given) + 64)
        text = given.decode("utf-8", "surrogateescape")
        if whole and random.random() < 0.02:
            text += random.choice(whole)
        for _ in range(random.choice((1, 1, 2, 4, 8))):
            parts = re.findall(random.choice(_CUTS), text) or [""]
            at = random.randrange(len(parts))
            to = min(len(parts), at + random.choice((1, 1, 1, 2, 5, 20)))
            text = "".join(random.choice(_EDITS)(parts, at, to, random, random.choice(scraps)))
        try:
            return text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            return text.encode("utf-8", "surrogatepass")

    return mutate


_XML = texts(XML)


def packages(given: bytes, random: Random, change: Change) -> bytes:
    """
    Changes a part of an archive, or leaves one out, or doubles it; what is no archive changes as bytes do.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(given)) as archive:
            members = [(each, archive.read(each)) for each in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return change(given, len(given) + 64)
    if not members or random.random() < 0.05:
        return change(given, len(given) + 64)
    at = random.randrange(len(members))
    name, content = members[at]
    what = random.random()
    if what < 0.03:
        del members[at]
    elif what < 0.06:
        members[at] = random.choice(members)[0], content
    else:
        members[at] = name, _XML(content, random, change)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in dict(members).items():
            # As early as a file may be; the same input is the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


_FLOATS = (
    0.0,
    -1.0,
    1e-9,
    0.5,
    12.0,
    300.0,
    595.0,
    1e5,
    -1e5,
    3e38,
    float("inf"),
    float("-inf"),
    float("nan"),
)


def pages(given: bytes, random: Random, change: Change) -> bytes:
    """
    Changes the characters and strokes of printed pages: moves, leaves out, doubles, stretches, turns.
    """
    try:
        sheets = wire.unpacked(given)
    except (ValueError, wire.Refused):
        return change(given, len(given) + 64)
    if not sheets or random.random() < 0.1:
        return change(given, len(given) + 64)
    at = random.randrange(len(sheets))
    sheet = sheets[at]
    glyphs, strokes = list(sheet.glyphs), list(sheet.strokes)
    for _ in range(random.choice((1, 1, 3, 9))):
        if random.random() < 0.5:
            glyphs = _drawn_otherwise(glyphs, random)
        else:
            strokes = _drawn_otherwise(strokes, random)
    sheets[at] = sheet._replace(glyphs=glyphs, strokes=strokes)
    if random.random() < 0.1:
        sheets[at] = sheets[at]._replace(
            turn=random.randrange(4), width=random.choice(_FLOATS), height=random.choice(_FLOATS)
        )
    if random.random() < 0.05:
        sheets.insert(random.randrange(len(sheets)), random.choice(sheets))
    try:
        return wire.packed(sheets)
    except (OverflowError, UnicodeEncodeError):
        return given


_Drawn = TypeVar("_Drawn", bound=tuple[Any, ...])


def _drawn_otherwise(drawn: list[_Drawn], random: Random) -> list[_Drawn]:
    """
    Characters or strokes with some of them changed.
    """
    if not drawn:
        return drawn
    first = random.randrange(len(drawn))
    last = min(len(drawn), first + random.choice((1, 1, 4, 30)))
    head, some, tail = drawn[:first], drawn[first:last], drawn[last:]
    by = [random.choice((0.0, 0.0, 1.0, -3.0, 20.0, 400.0)) for _ in range(4)]
    far = [random.choice(_FLOATS) for _ in range(4)]
    choices: tuple[Callable[[], list[_Drawn]], ...] = (
        list, lambda: some + some, lambda: some[::-1], lambda: [_moved(each, by) for each in some],
        lambda: [_moved(some[0], far), *some[1:]], lambda: [_named(each, random) for each in some],
    )  # fmt: skip
    return [*head, *random.choice(choices)(), *tail]


def _moved(each: _Drawn, by: Sequence[float]) -> _Drawn:
    moved = (*each[:-4], *(value + more for value, more in zip(each[-4:], by, strict=True)))
    return cast("_Drawn", moved)


def _named(each: _Drawn, random: Random) -> _Drawn:
    """
    A character as another one; a stroke stays.
    """
    return cast("_Drawn", (random.choice(REPORT)[:1] or "0", *each[1:])) if len(each) > 4 else each


@cache
def rules() -> tuple[str, ...]:
    """
    Rules that ship, each as a file of a pack under another name: what mutated packs are grown from.
    """
    found = []
    for path in sorted((_ROOT / "rules" / "annual-report").glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        if path.stem.isupper() and zlib.crc32(path.stem.encode()) % 4 == 0 and len(text) < 3_000:
            found.append(
                f"\n=== rules/HOUSE-{path.stem}.yaml\n"
                + text.replace(f"id: {path.stem}", f"id: HOUSE-{path.stem}")
            )
    return tuple(found)


def sessions(given: bytes, random: Random, change: Change) -> bytes:
    """
    Changes the messages of a session: their order, their values, and their text.
    """
    lines = given.split(b"\n")
    what = random.random()
    at = random.randrange(len(lines))
    if what < 0.15:
        del lines[at]
    elif what < 0.35:
        lines.insert(random.randrange(len(lines) + 1), lines[at])
    elif what < 0.45:
        random.shuffle(lines)
    elif what < 0.85:
        try:
            message = json.loads(lines[at])
        except (ValueError, RecursionError):
            message = {}
        lines[at] = json.dumps(_otherwise(message, random)).encode()
    else:
        return _MESSAGES(given, random, change)
    return b"\n".join(lines)


_MESSAGES = texts(MESSAGE)
_VALUES: tuple[object, ...] = (
    None,
    True,
    0,
    1,
    -1,
    2**31 - 1,
    2**32,
    1.5,
    "",
    "x",
    "报告",
    [],
    {},
    "file:///b.txt",
    "file:///rules/HOUSE-A.yaml",
    "😀\ud800",
)


def _otherwise(value: object, random: Random) -> object:
    """
    The same with one value in it changed, wherever that is.
    """
    if isinstance(value, dict) and value and random.random() < 0.93:
        key = random.choice(list(value))
        if random.random() < 0.05:
            return {name: each for name, each in value.items() if name != key}
        return {**value, key: _otherwise(value[key], random)}
    if isinstance(value, list) and value and random.random() < 0.93:
        at = random.randrange(len(value))
        return [*value[:at], _otherwise(value[at], random), *value[at + 1 :]]
    if isinstance(value, str) and value and random.random() < 0.7:
        at = random.randrange(len(value) + 1)
        return value[:at] + random.choice(REPORT) + value[at + random.choice((0, 0, 1, 3)) :]
    if isinstance(value, int) and random.random() < 0.6:
        return value + random.choice((1, -1, 10, -10))
    return random.choice(_VALUES)
