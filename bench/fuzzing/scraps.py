"""
Scraps that mutators put into inputs, by what the inputs are; what is nasty anywhere is among each.
"""

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
