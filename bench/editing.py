"""
How long an editor waits: from a change of a document to its findings, and what of it is the server's own.

    python -m bench.editing [CHANGES]

Prints milliseconds as the median and the 95th of 100: through the server over pipes, with the same document checked by
the library in this process, as the server does and as if each text were new, and what the processor's time comes to for a change.  First a digit of a table
comes and goes; then somebody types, here and there, and no text is seen twice.
"""

import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import frozen

from disclint.session import check
from disclint.session.options import Options
from disclint.session.past import Past

EXAMPLE = Path(__file__).parent.parent / "examples" / "2021-faulty.html"
# What programs are allowed to learn a report by; the first checks write the rules plainly.
_WARM = 20
# Characters of Chinese words, and digits of cells.
_SHOWN = re.compile(r"[\u4e00-\u9fff](?=[^<>]*<)|(?<=>)\d+(?=<)")
_CELL = re.compile(r"<p>\d+(?=</p></td>)")
# What makes the example as long as a report of a county is: 12 kB.
_MORE = (
    "一是健全工作机制。把政务公开列入重点工作，由办公室牵头，各科室分工负责，定期研究，逐项推进，遇到的问题及时协调解决，重要事项提交会议讨论决定，做到有部署、有落实、有检查。",
    "二是规范公开内容。围绕群众关心的教育、就业、医疗、住房、社会保障等领域，完善公开目录，细化公开标准，发布前严格审查，发布后跟踪反馈，内容有变化的及时更新，做到应公开尽公开。",
    "三是做好政策解读。重要文件与解读材料同步起草、同步审批、同步发布，采用图表、问答、短片等形式，说清楚背景、依据、要点和办理方式，让群众看得懂、用得上。",
    "四是优化平台建设。完善门户网站栏目设置和检索功能，加强政务新媒体日常管理，开展无障碍改造，畅通意见建议渠道，方便群众查找、获取和使用信息，提升服务水平。",
    "五是强化监督保障。把公开工作纳入年度考核，开展日常检查和专项督查，对发现的问题限期整改；组织业务培训和交流学习，提高工作人员的责任意识和业务能力。",
    "六是加强队伍建设。明确分管负责人和具体承办人员，完善工作台账和交接制度，做到人员到位、责任到位；邀请专家讲解条例，结合实例分析常见问题，不断提高依法办理的能力。",
    "七是畅通沟通渠道。办好领导信箱、在线访谈和新闻发布等栏目，认真听取群众对公开工作的意见建议，对反映集中的问题专题研究、及时答复，主动接受社会监督。",
    "八是推进基层公开。指导街道、社区编制公开事项清单，利用便民服务中心、公告栏、广播等贴近群众的方式传递政策，打通信息公开的最后环节，让群众就近查阅、方便咨询。",
    "九是严格保密审查。落实先审查后公开的要求，明确审查程序和责任，对涉及个人隐私和商业秘密的内容妥善处理，守住安全底线。",
    "十是加强档案管理。对公开的文件统一编号、分类保存、按期移交，定期核对目录与正文，发现缺漏及时补正，保证查询利用方便可靠。",
    "此外，结合主题教育听取企业和群众的意见，梳理办事中的难点堵点，逐项研究改进措施，公开办理进展，做到件件有着落、事事有回音。",
)
_WORDS = "全市各级行政机关主动公开政府信息，年共受理申请件。"


class _Server:
    """
    A server at the other end of two pipes.
    """

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "disclint", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id=1)
        self.message()
        self.send("initialized", {})

    def send(self, method: str, params: object, **more: object) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        if self.process.stdin is not None:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self.process.stdin.flush()

    def message(self) -> dict[str, Any]:
        stream = self.process.stdout
        if stream is None:
            return {}
        length = 0
        while line := stream.readline().strip():
            length = int(line.rpartition(b":")[2]) if line.lower().startswith(b"content-length") else length
        found: dict[str, Any] = json.loads(stream.read(length))
        return found

    def spent(self) -> float:
        """
        The processor's time of the server so far, in seconds.
        """
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@frozen
class _Change:
    """
    So many characters of a line give way to others, and what the whole text is then.
    """

    line: int
    column: int
    gone: int
    put: str
    text: str


def main() -> None:
    """
    Print the tables.
    """
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    text = _grown(EXAMPLE.read_text(encoding="utf-8"))
    size = len(text.encode())
    print(
        f"{EXAMPLE.name} with more prose, {len(text):,} characters, {size / 1000:.1f} kB, {count} changes; milliseconds"
    )
    for what, changes in (("a digit comes and goes", _digit(text)), ("somebody types", _typed(text))):
        print(what)
        _measure(text, list(islice(changes, count + _WARM)))


def _measure(text: str, changes: Sequence[_Change]) -> None:
    uri = EXAMPLE.as_uri()
    server = _Server()
    opened = {"uri": uri, "languageId": "html", "version": 0, "text": text}
    server.send("textDocument/didOpen", {"textDocument": opened})
    server.message()
    walls: list[float] = []
    spent = 0.0
    for version, change in enumerate(changes, 1):
        if version == _WARM:
            spent = server.spent()
        began = time.perf_counter()
        server.send("textDocument/didChange", _sent(uri, version, change))
        server.message()
        walls.append(time.perf_counter() - began)
    counted = len(changes) - _WARM
    per_change = (server.spent() - spent) / (counted + 1)
    server.process.terminate()
    _print("  didChange to publishDiagnostics", walls[_WARM:])
    means = []
    for what, past in (("  the library, which remembers", Past()), ("  each text as if it were new", None)):
        walls, processor = _library(changes, past)
        _print(what, walls[_WARM:])
        means.append(sum(processor[_WARM:]) / counted)
    print(
        f"  processor's time a change   server {per_change * 1e3:.2f}   library {means[0] * 1e3:.2f}   "
        f"new {means[1] * 1e3:.2f}   the server's own {(per_change - means[0]) * 1e3:.2f}"
    )


def _digit(text: str) -> Iterator[_Change]:
    """
    A digit of a table's total comes and goes.
    """
    at = max(each.end() for each in _CELL.finditer(text, 0, text.rindex("结转下年度")))
    line, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
    longer = f"{text[:at]}1{text[at:]}"
    while True:
        yield _Change(line, column, 0, "1", longer)
        yield _Change(line, column, 1, "", text)


def _typed(text: str) -> Iterator[_Change]:
    """
    Somebody writes a few characters in a paragraph or a cell, then goes elsewhere.
    """
    dice = random.Random(12)
    while True:
        # Behind a character that is shown; a cell's number is changed, not made longer and longer.
        place = dice.choice([each.end() for each in _SHOWN.finditer(text)])
        is_number = text[place - 1].isdigit()
        for _ in range(1 if is_number else dice.randint(1, 8)):
            gone, put = (1, dice.choice("123456789")) if is_number else (0, dice.choice(_WORDS))
            at = place - gone
            before = text.rfind("\n", 0, at) + 1
            text = text[:at] + put + text[place:]
            yield _Change(text.count("\n", 0, at), at - before, gone, put, text)
            place += len(put) - gone


def _grown(text: str) -> str:
    """
    The report with more paragraphs behind the first of its first section.
    """
    at = text.index("</p>", text.index("</h2>")) + len("</p>")
    return text[:at] + "".join(f"\n<p>{each}</p>" for each in _MORE) + text[at:]


def _sent(uri: str, version: int, change: _Change) -> dict[str, Any]:
    start = {"line": change.line, "character": change.column}
    end = {"line": change.line, "character": change.column + change.gone}
    sent = {"range": {"start": start, "end": end}, "text": change.put}
    return {"textDocument": {"uri": uri, "version": version}, "contentChanges": [sent]}


def _library(changes: Sequence[_Change], past: Past | None) -> tuple[list[float], list[float]]:
    options = Options()
    walls, processor = [], []
    for each in changes:
        began, spent = time.perf_counter(), time.process_time()
        check.check_text(each.text, str(EXAMPLE), options, past)
        walls.append(time.perf_counter() - began)
        processor.append(time.process_time() - spent)
    return walls, processor


def _print(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    median, late = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    print(f"{what:34} p50 {median * 1e3:7.2f}   p95 {late * 1e3:7.2f}")


if __name__ == "__main__":
    main()
