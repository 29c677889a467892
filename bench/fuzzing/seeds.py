"""
The inputs to begin with: `python -m bench.fuzzing.seeds` writes `tests/fuzz/seeds/` anew.

They are made by the generator of reports, of the rules that ship, and by hand; small, for each is tried in every run of the tests.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import yaml

from bench.fuzzing.conversations import conversation
from bench.fuzzing.targets import CORPORA, TARGETS
from bench.reports import FAULTS, STYLES, drafted, faulty, office, sound
from bench.reports.office import ByHand
from disclint.native import worker
from disclint.native.wire import Sheet, packed, unpacked

_ROOT = Path(__file__).resolve().parents[2]
_SHORT = 4_000


def _texts() -> Iterator[bytes]:
    """
    Reports in every layout of text, and one with a fault of each of some sorts.
    """
    for at, style in enumerate(sorted(STYLES)):
        made = sound(900 + at, style=style)
        if made.suffix in (".txt", ".md"):
            yield made.data
    yield from (
        faulty(77, key, style="pipe").data for key in list(FAULTS)[::40] if "pipe" not in FAULTS[key].avoid
    )
    yield "今天天气不错，适合出门。\n".encode()
    yield b"\n"


def _bytes() -> Iterator[bytes]:
    for at, style in enumerate(sorted(STYLES)):
        made = sound(950 + at, style=style)
        if made.suffix in (".html", ".md"):
            yield made.data[:12_000]
    text = sound(3, style="pipe").data.decode()
    yield text.encode("gb18030", "replace")
    yield text[:1500].encode("utf-16")
    page = f'<html><head><meta charset="gb2312"><title>某局</title></head><body>{text[:600]}<table><tr><td rowspan=2>总计<td>1</table></body></html>'
    yield page.encode("gb18030", "replace")
    yield (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>=E4=B8=80</p></body></html>\r\n--a--\r\n"
    )
    yield b"{\\rtf1\\ansi\\ansicpg936 {\\b \\'d2\\'bb}\\par}"
    yield b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData/></pkg:part></pkg:package>'
    yield b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)
    yield b"%PDF-1.7\n"


def _shortened(data: bytes, part: str, end: str) -> bytes:
    """
    An archive whose main part stops after some thousand characters, at the end of an element.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as written,
    ):
        for name in given.namelist():
            content = given.read(name)
            if re.fullmatch(part, name):
                text = content.decode()
                cut = text.find(end, 6_000)
                tail = text[text.rfind("</", 0, text.rfind("</")) :] if cut > 0 else ""
                content = (text[: cut + len(end)] + tail if cut > 0 else text).encode()
            elif len(content) > _SHORT and not name.endswith((".rels", "[Content_Types].xml")):
                continue
            written.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _packages() -> Iterator[bytes]:
    from tests import ofd  # noqa: PLC0415 - the tests' own maker of OFD files

    yield _shortened(ByHand(drafted(4), Random(4)).data(), r"word/document\.xml", "</w:p>")
    yield _shortened(office.by_openpyxl(drafted(4)), r"xl/worksheets/sheet1\.xml", "</row>")
    pages = [worker.page(each) for each in unpacked(next(_printed()))]
    yield ofd.package(pages)
    yield ofd.package(pages, "runs")


def _printed() -> Iterator[bytes]:
    def line(words: str, x: float, y: float) -> list[tuple[str, float, float, float, float]]:
        return [(char, x + 12.0 * at, y, x + 12.0 * at + 11.0, y + 12.0) for at, char in enumerate(words)]

    rows = [
        ("", "自然人", "总计"),
        ("一、本年新收政府信息公开申请数量", "12", "12"),
        ("二、上年结转政府信息公开申请数量", "0", "0"),
    ]
    glyphs = [
        each
        for at, words in enumerate(
            ("某市某局2023年政府信息公开工作年度报告", "一、总体情况", "全年收到申请12件，办结12件。")
        )
        for each in line(words, 60.0, 60.0 + 20 * at)
    ]
    for down, row in enumerate(rows):
        for across, words in enumerate(row):
            glyphs += line(words, (60.0, 420.0, 490.0)[across], 160.0 + 24 * down)
    level = [(55.0, 155.0 + 24 * down, 560.0, 155.0 + 24 * down) for down in range(4)]
    upright = [(x, 155.0, x, 227.0) for x in (55.0, 410.0, 480.0, 560.0)]
    yield packed([Sheet(595.0, 842.0, glyphs, [*level, *upright])])
    yield packed(
        [
            Sheet(595.0, 842.0, glyphs, level),
            Sheet(595.0, 842.0, glyphs[:20], upright, pictured=0.5, pictures=[(50.0, 50.0, 400.0, 300.0)]),
        ]
    )
    yield packed([Sheet(842.0, 595.0, glyphs, (), turn=1)])
    yield b'{"refused": "slow"}\n'


def _rules() -> Iterator[dict[str, object]]:
    for path in sorted((_ROOT / "rules" / "annual-report").glob("*/*.yaml")):
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(found, dict) and "kind" in found:
            yield found


_EXPRESSION_KEYS = ("check", "where", "when", "left", "right", "part", "whole")


def _expressions() -> Iterator[bytes]:
    said = {str(rule[key]) for rule in _rules() for key in _EXPRESSION_KEYS if isinstance(rule.get(key), str)}
    yield from (each.encode() for each in sorted(said, key=lambda each: (len(each), each))[::9])
    yield b'all(a in cells(requests/*/*): a.value >= 0 and not a.state in ["dash", "x\\"y"]) implies of(prev, report.year) == 1.50'


def _phrases() -> Iterator[bytes]:
    said: set[str] = set()
    for path in sorted((_ROOT / "rules" / "annual-report" / "concepts").glob("*.yaml")):
        said.update(map(str, yaml.safe_load(path.read_text(encoding="utf-8")).get("phrases", ())))
    yield from (each.encode() for each in sorted(said, key=lambda each: (len(each), each))[::12])
    yield "{^}{<!未|不}{收到|{接收|新收}?}{~14}申请{..10}{n:count}{!元}{p:percent}{$}".encode()


_HEAD = """=== pack.yaml
pack: {id: house, version: 1.0.0}
extends: [{pack: annual-report}]
sources:
  city: {title: {zh: 本市办法, en: City measures}}
"""
_RULE = """
=== rules/HOUSE-%s.yaml
id: HOUSE-%s
title: {zh: 题, en: T}
severity: warning
message: {zh: 说, en: M}
why: {zh: 因, en: W}
fix: {zh: 改, en: F}
basis: [{ref: city}]
%s
examples:
  pass: [{name: a, text: x}]
  fail: [{name: b, text: x}]
"""
_KINDS = (
    "kind: statement\nin: [overview]\nrequire: [编制机关]",
    "kind: assert\nforeach: {column: columns(requests)}\nlet: {x: 'cells(requests/*/$column)'}\nwhere: 'requests/granted/$column > 0'\ncheck: 'sum(a in $x: a.value) >= 0'",
    "kind: identity\nforeach: {column: columns(requests)}\nleft: requests/new_received/$column\nright: requests/carried_over/$column",
    "kind: match\nclaims: [new_received]\naccept: [requests/new_received/total]",
)
_OVERRIDES = """overrides:
  TBL3-*: {severity: warning}
  FEE-MISSING: {require+: [免收处理费], message: {en: No word on fees}}
  PCT-TRUNC: {disabled: true, reason: 本市统一口径为截尾}
  new_received: {phrases+: ["来件{n:count}"]}
templates:
  must-say:
    params: {where: {type: section, default: overview}, what: phrases}
    kind: statement
    in: ["${where}"]
    require: "${what}"
concepts:
  letters: {label: {zh: 来信, en: letters}, value: n, phrases: ["来信{n:count}"], units: [件]}
"""


def _packs() -> Iterator[bytes]:
    for name, kind in zip("ABCD", _KINDS, strict=True):
        yield (_HEAD + _RULE % (name, name, kind)).encode()
    yield (_HEAD + _OVERRIDES + _RULE % ("E", "E", "use: must-say\nwith: {what: [公报]}")).encode()
    yield (
        _HEAD
        + '\n=== editions/2021.yaml\nid: "2021"\nextends: "2021"\nnumber: "9"\n'
        + "\n=== scopes.yaml\nwords: {mine: [县]}\ncontinues: [{id: part, begins: ['{其中|分别}']}]\n"
        + "\n=== concepts/visits.yaml\nid: visits\nlabel: {zh: 来访, en: visits}\nvalue: n\nphrases: ['来访{n:count}']\nmade_of: [mine, 来访]\n"
    ).encode()


def _settings() -> Iterator[bytes]:
    for lang in ("zh", "en"):
        for path in sorted((_ROOT / "rules").glob(f"disclint.{lang}.toml")):
            yield b"=== disclint.toml\n" + path.read_bytes()[:3_500]
    yield (
        '=== disclint.toml\nprofile = "all"\nselect = ["TBL3-*", "NAR"]\nfail-on = "warning"\nexclude = ["旧/**"]\n[severity]\nFEE-MISSING = "error"\n'
        '[[paths]]\nmatch = "县/**"\nstrict = true\n[[suppress]]\nrule = "TBL3-SUM-ROW"\nreason = "已核对"\nuntil = "2027-01-01"\n'
    ).encode()
    yield b'=== pyproject.toml\n[project]\nname = "x"\n[tool.disclint]\nignore = ["FEE-MISSING"]\nlang = "zh"\n'
    entry = {
        "rule": "TBL3-SUM-ROW",
        "address": "requests/granted/total",
        "fingerprint": "0123456789abcdef",
        "reason": "旧",
        "until": "2027-01-01",
    }
    yield (
        b"=== baseline.json\n"
        + json.dumps(
            {"version": 1, "reports": [{"agency": "某局", "year": 2023, "findings": [entry]}]},
            ensure_ascii=False,
            indent=1,
        ).encode()
    )
    yield "=== roster.csv\nagency,parent,aliases\n某省,,\n某市,某省,某市人民政府;市府\n某市水利局,某市,\n".encode()


_MADE = {
    "bytes": _bytes, "packages": _packages, "printed": _printed, "grammar": _texts, "verdicts": _texts, "expressions": _expressions, "phrases": _phrases,
    "packs": _packs, "settings": _settings, "editor": conversation,
}  # fmt: skip


def main() -> None:
    """
    Write the seeds of every target.
    """
    for name, target in TARGETS.items():
        folder = CORPORA / "seeds" / name
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        total = 0
        for at, content in enumerate(_MADE[name]()):
            (folder / f"{at:02}").write_bytes(content[: target.longest])
            total += len(content)
        print(f"{name:12} {len(list(folder.iterdir())):4} seeds {total:8,} bytes")


if __name__ == "__main__":
    main()
