"""
The generator of reports is itself sound, for it is the oracle of other tests.
"""

import functools
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from random import Random

import bench.reports
import pytest
from bench.reports import FAULTS, KINDS, STYLES, Facts, Report, faulty, prose, sound
from bench.reports.draft import Draft, narrow
from bench.reports.facts import sound_facts
from bench.reports.fault import Unfit, written
from bench.reports.forms import APPLICANTS, COLUMNS, DISPUTES, FORMS, OUTCOMES, addresses
from bench.reports.wording import percent

SEEDS = range(300)
HOME = Path(bench.reports.__file__).parent


def dice(seed: int) -> Random:
    return Random(seed)


@functools.cache
def composed(seed: int) -> Draft:
    random = dice(seed)
    return prose.compose(sound_facts(random), random)


def text_of(draft: Draft) -> str:
    return "\n".join(paragraph.text for paragraph in draft.paragraphs)


@functools.cache
def facts_of(edition: str) -> list[Facts]:
    return [sound_facts(dice(seed), edition=edition) for seed in SEEDS]


@pytest.mark.parametrize(("edition", "sizes"), [("2019", (22, 161, 15)), ("2021", (10, 175, 15))])
def test_forms_have_the_cells_of_the_notices(edition: str, sizes: tuple[int, ...]) -> None:
    tables = ("disclosure", "requests", "disputes")
    assert tuple(len(addresses(edition, table)) for table in tables) == sizes
    assert len(set(addresses(edition))) == sum(sizes)


@pytest.mark.parametrize("edition", FORMS)
def test_rows_of_requests_add_up(edition: str) -> None:
    for facts in facts_of(edition):
        for row in FORMS[edition].requests:
            parts = [facts.values[f"requests/{row.id}/{each}"] for each in APPLICANTS]
            assert sum(parts) == facts.values[f"requests/{row.id}/total"]


@pytest.mark.parametrize("edition", FORMS)
def test_columns_of_requests_add_up_and_balance(edition: str) -> None:
    for facts in facts_of(edition):
        for column in COLUMNS:
            cell = {row.id: facts.values[f"requests/{row.id}/{column.id}"] for row in FORMS[edition].requests}
            leaves = sum(cell[row] for row in FORMS[edition].leaves)
            assert leaves == cell["disposed_total"]
            came = cell["new_received"] + cell["carried_over"]
            assert came == cell["disposed_total"] + cell["carried_forward"]


@pytest.mark.parametrize("edition", FORMS)
def test_disputes_add_up(edition: str) -> None:
    for facts in facts_of(edition):
        for row in DISPUTES:
            *parts, total = (facts.values[f"disputes/{row.id}/{each.id}"] for each in OUTCOMES)
            assert sum(parts) == total


@pytest.mark.parametrize("edition", FORMS)
def test_only_changes_and_money_are_no_plain_counts(edition: str) -> None:
    for facts in facts_of(edition):
        for address, number in facts.values.items():
            assert number >= 0 or address.endswith("/change")
            assert isinstance(number, int) or address == "disclosure/administrative_fees/amount"
        if not facts.agency.makes_rules:
            rules = [n for each, n in facts.values.items() if "/government_rules/" in each]
            assert not any(rules)


def test_facts_are_of_many_sizes() -> None:
    received = [facts.total("new_received") for facts in facts_of("2021")]
    forward = [facts.total("carried_forward") for facts in facts_of("2021")]
    assert min(received) == 0
    assert max(received) > 9999
    assert 0.2 < sum(each > 0 for each in forward) / len(forward) < 0.9


def test_fees_are_lawful() -> None:
    for facts in facts_of("2021"):
        fee = facts.fee
        assert fee.collected_yuan <= fee.notified_yuan
        assert fee.collected_yuan % 10 == fee.notified_yuan % 10 == 0
        assert (fee.notices > 0) == (fee.notified_yuan > 0)
        assert fee.notices >= facts.total("other_fee_unpaid")


def test_reports_appear_in_time() -> None:
    for facts in facts_of("2021"):
        last = (3, 31) if facts.agency.kind == "government" else (1, 31)
        assert facts.published.year == facts.year + 1
        assert (facts.published.month, facts.published.day) <= last


def test_all_shares_are_rounded_half_up() -> None:
    seen = 0
    for seed in range(600):
        facts = composed(seed).facts
        for sentence in sentences(composed(seed), "requests"):
            shares = re.findall(r"(\d+)件(?:，占比?|（占)([\d.]+)%", sentence)
            whole = facts.total(
                "new_received" if "新收" in sentence or "收到" in sentence else "disposed_total"
            )
            for part, said in shares:
                places = -int(Decimal(said).as_tuple().exponent)
                assert percent(int(part), whole, places) == Decimal(said), sentence
                seen += 1
    assert seen > 80


def sentences(draft: Draft, topic: str) -> list[str]:
    every = (each for paragraph in draft.paragraphs for each in paragraph.sentences)
    return [each.text for each in every if each.topic == topic]


def test_growth_is_rounded_half_up() -> None:
    seen = 0
    for seed in range(600):
        for sentence in sentences(composed(seed), "growth"):
            before, after = map(int, re.findall(r"(\d+)[条个件](?!\d)", sentence))
            said = Decimal(re.findall(r"([\d.]+)%", sentence)[0])
            places = -int(said.as_tuple().exponent)
            assert percent(abs(after - before), before, places) == said, sentence
            seen += 1
    assert seen > 80


def test_universal_claims_are_true() -> None:
    for seed in range(600):
        draft = composed(seed)
        for said in sentences(draft, "requests"):
            if re.search(r"(全部|所有|均已).{0,12}办结|全部答复完毕", said):
                assert draft.facts.total("carried_forward") == 0, said
            if re.search(r"未收到(任何|公民|政府)|没有收到政府", said):
                assert draft.facts.total("new_received") == 0, said


def test_an_abbreviation_is_defined_before_it_is_used() -> None:
    for seed in range(500):
        text = text_of(composed(seed))
        if "《条例》" in text:
            first = text.index("《条例》")
            assert text[:first].endswith("以下简称")


def test_every_sentence_is_filled_in_and_balanced() -> None:
    for seed in range(500):
        text = text_of(composed(seed))
        assert not set("{}") & set(text)
        for left, right in ("（）", "《》", "〔〕", "“”"):
            assert text.count(left) == text.count(right)


def test_a_sound_report_has_six_sections_a_period_and_a_fee() -> None:
    for seed in range(300):
        draft = composed(seed)
        heads = [each for each in draft.paragraphs if each.kind == "heading"]
        assert [each.text[0] for each in heads] == list("一二三四五六")
        assert "period" in draft.topics()
        assert ("fee" in draft.topics()) == (draft.facts.edition == "2021")


@pytest.mark.parametrize("style", STYLES)
def test_each_style_renders(style: str) -> None:
    for seed, kind in enumerate(KINDS):
        report = sound(seed, style=style, kind=kind)
        assert report.style == style
        assert report.suffix in {".txt", ".md", ".html"}
        assert not report.faults
        assert report.truth == dict(report.facts.values)


@pytest.mark.parametrize("style", [each for each in STYLES if "nested" not in each])
def test_each_style_shows_the_numbers(style: str) -> None:
    for seed in range(10):
        report = sound(seed, style=style)
        text = report.data.decode("gb18030" if "gb" in style else "utf-8-sig")
        for row in FORMS[report.facts.edition].requests:
            assert all(f"{report.truth[f'requests/{row.id}/{each.id}']}" in text for each in COLUMNS)


def test_encodings_are_what_they_are_called() -> None:
    assert sound(1, style="text_bom").data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in sound(1, style="text_crlf").data
    assert b'charset="gb2312"' in sound(1, style="html_gb").data
    with pytest.raises(UnicodeDecodeError):
        sound(1, style="text_gb18030").data.decode("utf-8")


@pytest.mark.parametrize("key", FAULTS)
def test_each_fault_changes_the_bytes(key: str) -> None:
    style = "pipe_leading"
    for seed in range(3000):
        draft = composed(seed)
        try:
            changed, fault = FAULTS[key](draft, dice(seed))
        except Unfit:
            continue
        assert key.split("/", maxsplit=1)[0] == fault.rule
        shown = [STYLES[style](each, dice(0)).data for each in (draft, changed)]
        assert shown[0] != shown[1]
        return
    pytest.fail("no report can have this fault")


@pytest.mark.parametrize("key", FAULTS)
def test_a_fault_in_a_cell_is_in_the_truth(key: str) -> None:
    report = faulty(7, key)
    wrong = {
        address for address, number in report.truth.items() if report.facts.values.get(address) != number
    }
    (fault,) = report.faults
    if fault.rule == "CEL-FULLWIDTH":
        # Full-width digits say the same number.
        assert not wrong
    elif fault.address.count("/") == 2 and fault.rule.startswith(("TBL", "CEL")):
        assert fault.address in wrong
        assert len(wrong) == (2 if key == "TBL3-BALANCE" else 1)
    elif not fault.rule.startswith("FMT"):
        assert not wrong


def test_half_width_keeps_every_character_in_place() -> None:
    draft = composed(3)
    for before, after in zip(draft.paragraphs, narrow(draft).paragraphs, strict=True):
        assert len(before.text) == len(after.text)
    assert written(draft) == written(narrow(draft))


def test_the_same_seed_gives_the_same_bytes() -> None:
    for seed in range(20):
        assert sound(seed) == sound(seed)
        assert faulty(seed, "NAR-T3-CLOSED") == faulty(seed, "NAR-T3-CLOSED")


def test_seeds_differ() -> None:
    assert len({sound(seed).data for seed in range(200)}) == 200


def test_a_fault_nobody_can_have_is_refused() -> None:
    with pytest.raises(ValueError, match="FEE-MISSING"):
        faulty(1, "FEE-MISSING", edition="2019")


def test_the_oracle_knows_nothing_of_disclint() -> None:
    for path in HOME.glob("*.py"):
        assert not re.search(r"^\s*(import|from) disclint", path.read_text("utf-8"), re.MULTILINE)


def test_the_command_writes_files_and_their_truth(tmp_path: Path) -> None:
    arguments = ["--count", "3", "--seed", "4", "--fault", "TBL3-SUM-ROW"]
    command = [sys.executable, "-m", "bench.reports", str(tmp_path), *arguments]
    subprocess.run(command, check=True, cwd=HOME.parent.parent)
    lines = (tmp_path / "truth.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert [each["seed"] for each in told] == [4, 5, 6]
    for each in told:
        report: Report = faulty(each["seed"], "TBL3-SUM-ROW")
        assert (tmp_path / each["file"]).read_bytes() == report.data
        assert each["faults"][0]["address"] == report.faults[0].address
