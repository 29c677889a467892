"""
Concepts and guards as they are written, made what reports are read by.

Refuses to open files; errors point at their line.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from disclint.errors import UsageError, did_you_mean, did_you_mean_zh
from disclint.facts.concepts import BEFORE, REPORT, Concept, Continuation, Guard
from disclint.facts.ranges import PROSE
from disclint.phrases import Phrase, PhraseError, compile_phrase, phrase
from disclint.rules.documents import Refuse
from disclint.source import fold
from disclint.yamlfile import Document

# What the phrase language is written with.
_MARKS = frozenset("{|}")
_PHRASE_KEYS = ("phrases", "unless", "unless_sentence", "unless_before", "needs", "headed")


def concept(
    document: Document,
    scopes: Sequence[str],
    guards: Sequence[Guard],
    words: Mapping[str, Sequence[str]],
    *,
    strict: bool = True,
) -> Concept:
    """
    The concept that a document says; `words` are the lists that it may name.

    Without `strict` its phrases are taken for phrases, and compiled when they are first asked for.
    """
    data = document.data
    for key in ("in", "allow"):
        if key not in data:
            continue
        known = scopes if key == "in" else [each.id for each in guards]
        for index, each in enumerate(data[key]):
            if each not in known:
                raise document.error(
                    f"there is no {'scope' if key == 'in' else 'group'} {each!r}", did_you_mean(each, list(known)),
                    key, index,
                    zh=(f"没有名为“{each}”的{'范围' if key == 'in' else '组'}", did_you_mean_zh(each, list(known))),
                )  # fmt: skip
    made_of, asides = _parted(_words(document, "made_of", words))
    found = Concept(
        id=data["id"],
        label=data["label"],
        phrases=_phrases(document, "phrases", strict=strict),
        value=data.get("value"),
        cell=data.get("cell"),
        unless=_phrases(document, "unless", strict=strict),
        unless_sentence=_phrases(document, "unless_sentence", strict=strict),
        unless_before=_phrases(document, "unless_before", strict=strict),
        needs=_phrases(document, "needs", strict=strict),
        headed=_phrases(document, "headed", strict=strict),
        made_of=made_of,
        asides=tuple(_phrase(document, each, "made_of") if strict else phrase(each) for each in asides),
        units=_words(document, "units", words),
        scope=data.get("scope", REPORT),
        allow=tuple(data.get("allow", ())),
        places=tuple(data.get("in", (PROSE,))),
        recorded=data.get("recorded", False),
    )
    if strict and found.value is not None and found.value not in found.captures():
        raise document.error(
            f"no phrase captures {found.value!r}",
            did_you_mean(found.value, list(found.captures())),
            "value",
            zh=(f"没有一条短语取出“{found.value}”", did_you_mean_zh(found.value, list(found.captures()))),
        )
    return found


def without_faults(document: Document) -> tuple[Document, list[UsageError]]:
    """
    A concept without the phrases that are none, for rules that use it, and what is wrong with these.
    """
    data, found = dict(document.data), list[UsageError]()
    for key in _PHRASE_KEYS:
        kept = []
        for index, each in enumerate(data.get(key, ())):
            try:
                kept.append(_phrase(document, each, key, index).words)
            except UsageError as error:
                found.append(error)
        if key in data:
            data[key] = kept
    return document.derived(data, {}), found


def listed(document: Document, id: str, refuse: Refuse) -> Sequence[str]:
    """
    The words of a list, without those that neither are words nor write a phrase: `refuse` is told of these.
    """
    kept = []
    for index, each in enumerate(document.data["words"][id]):
        try:
            if not _MARKS.isdisjoint(each):
                _phrase(document, each, "words", id, index)
            kept.append(each)
        except UsageError as error:
            refuse(error)
    return kept


def _words(document: Document, key: str, lists: Mapping[str, Sequence[str]]) -> frozenset[str]:
    written = document.data.get(key)
    if not written:
        return frozenset()
    words = list[str]()
    for index, each in enumerate(written):
        if not each.isascii():
            words.append(each)
        elif each in lists:
            words.extend(lists[each])
        else:
            raise document.error(
                f"there is no list of words {each!r}", did_you_mean(each, list(lists)), key, index,
                zh=(f"没有名为“{each}”的词表", did_you_mean_zh(each, list(lists))),
            )  # fmt: skip
    return _folded("\0".join(words))


# Many concepts are made of the same words.
@lru_cache(maxsize=256)
def _folded(joined: str) -> frozenset[str]:
    return frozenset(fold(joined).split("\0"))


@lru_cache(maxsize=256)
def _parted(written: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """
    The words, and the phrases among them.
    """
    phrases = sorted(each for each in written if "{" in each)
    return written.difference(phrases), tuple(phrases)


def guard(document: Document, index: int, *, strict: bool = True) -> Guard:
    """
    The guard that the group at `index` of a document says; `strict` is as above.
    """
    data = document.data["groups"][index]
    return Guard(
        id=data["id"],
        label=data["label"],
        window=data.get("window", BEFORE),
        phrases=_phrases(document, "groups", index, "phrases", strict=strict),
        returns=_phrases(document, "groups", index, "returns", strict=strict),
        bodies=data.get("bodies", False),
        own=tuple(data.get("own", ())),
        unnamed=tuple(data.get("unnamed", ())),
        years=_years(document, index, strict=strict),
        kinds=tuple(data.get("kinds", ())),
        concepts=tuple(data.get("concepts", ())),
        whole=tuple(data.get("whole", ())),
        wholes=tuple(map(tuple, data.get("wholes", ()))),
        doubts=data.get("doubts", False),
    )


def ensure_acyclic(document: Document, index: int, guard: Guard, others: Iterable[Guard]) -> None:
    """
    UsageError if whether a claim is the whole would be asked of itself, over the guard at `index` of a document and `others`.
    """
    several = [each for each in (*others, guard) if each.whole]
    for first in guard.whole:
        reached, ahead = set[str](), [first]
        while ahead:
            at = ahead.pop()
            for each in several:
                if not each.concepts or at in each.concepts:
                    new = set(each.whole) - reached - {at}
                    reached |= new
                    ahead += new
        if first in reached:
            raise document.error(
                f"whether {first!r} is the whole would depend on itself", "take it out of `whole`", "groups", index, "whole",
                zh=(f"“{first}”是不是全部，要看它自己", "把它从 whole 里去掉"),
            )  # fmt: skip


def _years(document: Document, index: int, *, strict: bool) -> tuple[Phrase, ...]:
    found = _phrases(document, "groups", index, "years", strict=strict)
    for at, each in enumerate(found if strict else ()):
        if ("y", "year") not in each.captures:
            raise document.error(
                "a phrase of `years` captures a year y", "write {y:year}", "groups", index, "years", at,
                zh=("years 里的短语要取出年份 y", "写 {y:year}"),
            )  # fmt: skip
    return found


def continuation(document: Document, index: int, pack: str, *, strict: bool = True) -> Continuation:
    """
    How sentences go on, as the entry at `index` of a document's `continues` says; `strict` is as above.
    """
    return Continuation(
        id=document.data["continues"][index]["id"],
        begins=_phrases(document, "continues", index, "begins", strict=strict),
        after=_phrases(document, "continues", index, "after", strict=strict),
        pack=pack,
    )


def _phrases(document: Document, *path: str | int, strict: bool) -> tuple[Phrase, ...]:
    found: Any = document.data
    for step in path[:-1]:
        found = found[step]
    written = found.get(path[-1])
    if not written:
        return ()
    if not strict:
        return tuple(map(phrase, written))
    return tuple(_phrase(document, each, *path, index) for index, each in enumerate(written))


def _phrase(document: Document, words: str, *path: str | int) -> Phrase:
    try:
        return compile_phrase(words)
    except PhraseError as error:
        raise document.error(error.problem, error.remedy, *path, zh=error.zh, at=error.at) from error
