"""
What is told of phrases before they are looked for is kept, and is what they would tell anew.
"""

from pathlib import Path

import pytest

from disclint import cache
from disclint.phrases import Phrase, PhraseError, compile_phrase, needed
from disclint.phrases.match import phrase
from disclint.session import data

PHRASES = (
    "收到{n:count}件",
    "{收到|受理}{..8}{d:day}{%|％}?",
    "甲{<!。乙}",
    "甲。{..9}乙",
    "{n:count}",
    "{a:money}或{b:percent}",
)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"DISCLINT_CACHE": str(tmp_path / "kept")}


def told(environ: dict[str, str], words: str) -> needed.Needed:
    with cache.used(environ, "1"):
        return Phrase(words).needed


def test_what_is_kept_of_a_phrase_is_what_it_tells(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = [Phrase(each).needed for each in PHRASES]
    assert [told(environ, each) for each in PHRASES] == anew
    monkeypatch.setattr("disclint.phrases.match.parse", None)
    assert [told(environ, each) for each in PHRASES] == anew


def test_phrases_of_the_pack_are_kept_as_they_are(environ: dict[str, str]) -> None:
    concepts = data.program().pack.vocabulary.concepts
    words = {each.words for concept in concepts.values() for each in concept.phrases}
    assert len(words) > 200
    for each in words:
        assert told(environ, each) == told(environ, each) == Phrase(each).needed


def test_other_code_asks_anew(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    told(environ, PHRASES[0])
    monkeypatch.setattr("disclint.phrases.match.parse", None)
    told(environ, PHRASES[0])
    monkeypatch.setattr(needed, "code", lambda _: "other")
    with pytest.raises(TypeError):
        told(environ, PHRASES[0])


def test_code_that_cannot_be_read_keeps_nothing(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needed, "code", lambda _: "")
    assert told(environ, PHRASES[0]).sets
    assert not Path(environ["DISCLINT_CACHE"]).exists()


@pytest.mark.parametrize(
    "damaged",
    ["", "[", "[]", '[[["n"]],[["a"]],false,false]', '[[],["a",1],0,false]', "[[],[3],false,false]"],
)
def test_a_damaged_entry_is_worked_out_anew(environ: dict[str, str], damaged: str) -> None:
    expected = told(environ, PHRASES[0])
    with cache.used(environ, "1"):
        shelved = needed._shelf()  # noqa: SLF001 - to damage it
        assert shelved is not None
        shelved.put(needed._key(PHRASES[0]), damaged.encode())  # noqa: SLF001 - as above
    assert told(environ, PHRASES[0]) == expected


def test_what_is_no_phrase_is_refused_each_time(environ: dict[str, str]) -> None:
    for _ in range(2):
        phrase.cache_clear()
        with cache.used(environ, "1"), pytest.raises(PhraseError):
            compile_phrase("{n:count")
