"""
Paraphrases are an oracle: what they say is true of the facts, and each pair differs in one place.
"""

import re
from pathlib import Path
from random import Random

import bench.paraphrase
import pytest
from bench.paraphrase import numerals, pair
from bench.paraphrase.paragraphs import WORDINGS
from bench.paraphrase.saying import said, spread
from bench.paraphrase.truths import truths
from bench.reports.facts import sound_facts

HOME = Path(bench.paraphrase.__file__).parent
ROUNDS = 2
SEEDS = [(seed, wording) for wording, (aims, _) in WORDINGS.items() for seed in range(ROUNDS * len(aims))]


@pytest.mark.parametrize(("seed", "wording"), SEEDS)
def test_a_pair_differs_in_one_sentence(seed: int, wording: str) -> None:
    made = pair(seed, wording)
    sound, faulty = (
        [each.text for paragraph in draft.paragraphs for each in paragraph.sentences]
        for draft in (made.sound, made.faulty)
    )
    assert made.said in faulty
    rest = list(faulty)
    rest.remove(made.said)
    if made.right:
        assert made.right != made.said
        assert made.right in sound
        sound.remove(made.right)
    assert rest == sound
    assert made.number in made.said


@pytest.mark.parametrize(("seed", "wording"), SEEDS)
def test_every_sentence_is_filled_in(seed: int, wording: str) -> None:
    made = pair(seed, wording)
    text = "".join(paragraph.text for paragraph in made.sound.paragraphs) + made.said
    assert not set("{}[]|") & set(text)


def test_seeds_differ_and_repeat() -> None:
    texts = [pair(seed).said for seed in range(200)]
    assert len(set(texts)) > 190
    assert texts == [pair(seed).said for seed in range(200)]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (2, "两"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (102, "一百零二"),
        (110, "一百一十"),
        (999, "九百九十九"),
    ],
)
def test_chinese_numerals(number: int, text: str) -> None:
    assert numerals.han(number) == text


@pytest.mark.parametrize("number", [21, 48, 187, 1187, 26176, 31_186])
def test_approximations_are_near(number: int) -> None:
    step = numerals.step(number)
    digits = {
        form: int(re.sub(r"\D", "", numerals.FORMS[form](number)))
        for form in ("nearly", "some", "about", "over")
    }
    assert number < digits["nearly"] <= number + step
    assert number - step < digits["some"] == digits["over"] <= number
    assert abs(digits["about"] - number) <= step / 2


def test_choices_are_made_inside_out() -> None:
    found = {spread("甲[乙|丙[丁|]]", Random(seed)) for seed in range(60)}
    assert found == {"甲乙", "甲丙丁", "甲丙"}


def test_a_sentence_says_what_the_table_has() -> None:
    random = Random(5)
    facts = sound_facts(random)
    known = truths(facts, random)
    sentence = said("received", "收到申请{received:req}，其中自然人{natural_person:req}。", known, random)
    assert [each.value for each in sentence.counts] == [
        facts.total("new_received"),
        facts.of("new_received", "natural_person"),
    ]


def test_the_sentences_know_nothing_of_disclint() -> None:
    for path in HOME.glob("*.py"):
        if path.name not in {"score.py", "__main__.py"}:
            assert not re.search(r"^\s*(import|from) disclint", path.read_text("utf-8"), re.MULTILINE)
