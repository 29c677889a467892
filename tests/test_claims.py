"""
What sentences are read as, and what is refused, with the concepts and guards that ship with disclint.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclint.engine import compile_pack
from disclint.facts import Facts, facts_of
from disclint.grammar import parse
from disclint.resources import rules_directory
from disclint.rules import load
from disclint.source import Source
from tests.forms import EDITIONS, LEXICON

FOLDER = rules_directory() / "annual-report"
PACK = load.pack(
    [(each, each.read_bytes()) for each in sorted(FOLDER.rglob("*.yaml"))],
    [each.id for each in next(iter(EDITIONS.values())).sections],
    strict=False,
)
# The concepts that the rules on prose against tables name.
_NAMED = " ".join(
    str(rule.options) for rule in PACK.rules if rule.id.startswith("NAR-") and "among" not in rule.options
)
COMPARED = {each for each in PACK.vocabulary.concepts if re.search(rf"\b{each}\b", _NAMED)}
YEAR = 2024
AGENCIES = {
    "department": "青溪县民政局",
    "government": "青溪县人民政府",
    "office": "云川市人民政府办公室",
    "township": "青溪县双塘镇人民政府",
}


def _cases() -> Iterator[tuple[str, str, str]]:
    for line in (Path(__file__).parent / "claims.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, sentence, claims = (each.strip() for each in f"{line} ".split("|"))
            yield kind, sentence, claims


def facts(sentence: str, kind: str = "department") -> Facts:
    """
    The facts of a report that says this in its overview.
    """
    text = f"{AGENCIES[kind]}{YEAR}年政府信息公开工作年度报告\n一、总体情况\n{sentence}\n五、存在的主要问题及改进情况\n无。\n"
    parsed = parse(Source(text), EDITIONS, LEXICON)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


def read(sentence: str, kind: str) -> str:
    """
    The claims that count in a sentence, as the table writes them.
    """
    report = facts(sentence, kind)
    found = []
    for id in sorted(COMPARED):
        claims = [each for each in report.claims(id) if _of_the_year(id, each)]
        values = [str(each.value.value) for each in claims if each.value is not None]
        if claims:
            found.append(f"{id}={','.join(values)}" if values else id)
    return " ".join(found)


def _of_the_year(id: str, claim: object) -> bool:
    # 结转2025年 and 2023年结转 name a year; the rules compare it.
    year = claim.match.captures.get("y")  # type: ignore[attr-defined]
    return year is None or year.value == (YEAR - 1 if id == "carried_in" else YEAR + 1)


@pytest.mark.parametrize(("kind", "sentence", "claims"), tuple(_cases()))
def test_a_sentence_claims_what_the_table_says(kind: str, sentence: str, claims: str) -> None:
    assert read(sentence, kind) == " ".join(sorted(claims.split()))


def test_every_concept_that_is_compared_is_read_somewhere() -> None:
    read_somewhere = {each.partition("=")[0] for *_, claims in _cases() for each in claims.split()}
    # Concepts of section 四 alone are read in the examples of their rules.
    readable = {each for each in COMPARED if "overview" in PACK.vocabulary.concepts[each].places}
    assert sorted(readable - read_somewhere) == []


@pytest.mark.parametrize(
    ("sentence", "guard"),
    [
        ("全县共受理政府信息公开申请614件。", "area"),
        ("双塘镇收到政府信息公开申请3件。", "body"),
        ("县政府办公室共收到政府信息公开申请3件。", "office"),
        ("2023年我局收到政府信息公开申请31件。", "period"),
        ("通过网络收到政府信息公开申请20件。", "channel"),
    ],
)
def test_a_refused_claim_names_its_guard(sentence: str, guard: str) -> None:
    assert [each.refused for each in facts(sentence).all_claims("new_received")] == [guard]


def test_what_stands_in_brackets_beside_a_claim_does_not_refuse_it() -> None:
    said = facts("收到政府信息公开申请35件（其中网上申请20件）。").claims("new_received")
    assert [each.value.value for each in said if each.value] == [35]


def test_a_claim_in_brackets_hears_what_stands_before_them() -> None:
    (said,) = facts("双塘镇办理群众事项80件（收到政府信息公开申请20件）。").all_claims("new_received")
    assert said.refused == "body"


def test_the_pack_compiles() -> None:
    assert compile_pack(PACK, EDITIONS)
