"""
Reads a pack: its head, concepts, guards and rules, from files that someone else has read.

Refuses to open files; checks all that can be checked without knowing the kinds of rules.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from disclint import schemas, yamlfile
from disclint.errors import did_you_mean
from disclint.facts.concepts import BEFORE, REPORT, Concept, Guard, Vocabulary
from disclint.facts.ranges import FIXED_SCOPES, PROSE
from disclint.phrases import Phrase, PhraseError, compile_phrase
from disclint.rules import files
from disclint.rules.model import Pack, Rule
from disclint.source import fold
from disclint.yamlfile import Document

HEAD, GUARDS, CONCEPTS = "pack.yaml", "scopes.yaml", "concepts"

_PURPOSES = {HEAD: "pack", GUARDS: "scopes"}

File = tuple[Path, bytes]


def pack(given: Iterable[File], sections: Sequence[str], *, strict: bool = True) -> Pack:
    """
    The pack in these files: `pack.yaml`, `scopes.yaml`, `concepts/*.yaml`, and a rule in each other.

    `sections` are the ids of the sections that the editions have.  `strict` checks every file against
    its schema; what ships with disclint has been checked already, and its examples wait until someone
    asks for them.  Raises UsageError.
    """
    later = None if strict else files.EXAMPLES
    documents = {path: yamlfile.load(content, path, later) for path, content in given}
    by_purpose: dict[str, list[Document]] = {}
    for path, document in sorted(documents.items()):
        purpose = _purpose(path)
        if strict:
            schemas.validate(document, purpose)
        by_purpose.setdefault(purpose, []).append(document)
    heads = by_purpose.get("pack", [])
    head = heads[0] if heads else Document({"pack": {"id": "unnamed", "version": "0.0.0"}}, None)
    guards = tuple(
        _guard(document, index) for document in by_purpose.get("scopes", []) for index in _indexes(document)
    )
    words = {
        id: each
        for document in by_purpose.get("scopes", [])
        for id, each in document.data.get("words", {}).items()
    }
    scopes = (*FIXED_SCOPES, *sections)
    concepts = _unique(
        {}, [(_concept(each, scopes, guards, words), each) for each in by_purpose.get("concept", [])]
    )
    rules = _unique({}, [(files.rule(each), each) for each in by_purpose.get("rule", [])])
    return Pack(
        id=head.data["pack"]["id"],
        version=head.data["pack"]["version"],
        rules=tuple(rules.values()),
        vocabulary=Vocabulary(concepts, guards),
        sources=files.references(head),
        overrides=_checked_overrides(head, rules),
        extends=tuple(head.data.get("extends", ())),
    )


def _purpose(path: PurePath) -> str:
    return _PURPOSES.get(path.name) or ("concept" if path.parent.name == CONCEPTS else "rule")


def _unique(found: dict[str, Any], named: Iterable[tuple[Any, Document]]) -> dict[str, Any]:
    for each, document in named:
        if each.id in found:
            raise document.error(f"the id {each.id!r} is taken by another file", "choose another id", "id")
        if document.where is not None and document.where.stem != each.id:
            raise document.error(
                f"the file is called {document.where.name}, but declares {each.id!r}",
                f"rename it to {each.id}{document.where.suffix}",
                "id",
            )
        found[each.id] = each
    return found


def _checked_overrides(head: Document, rules: Mapping[str, Rule]) -> Mapping[str, Any]:
    overrides = files.overrides(head)
    for id in overrides:
        # Rules of packs that are extended are known only to whoever joins the two.
        if id not in rules and not head.data.get("extends"):
            raise head.error(f"there is no rule {id!r}", did_you_mean(id, list(rules)), "overrides", id)
    return overrides


def _concept(
    document: Document, scopes: Sequence[str], guards: Sequence[Guard], words: Mapping[str, Sequence[str]]
) -> Concept:
    data = document.data
    ids = [each.id for each in guards]
    for key, known in (("in", scopes), ("allow", ids)):
        for index, each in enumerate(data.get(key, ())):
            if each not in known:
                raise document.error(
                    f"there is no scope {each!r}", did_you_mean(each, list(known)), key, index
                )
    concept = Concept(
        id=data["id"],
        label=data["label"],
        phrases=_phrases(document, "phrases"),
        value=data.get("value"),
        cell=data.get("cell"),
        unless=_phrases(document, "unless"),
        unless_sentence=_phrases(document, "unless_sentence"),
        unless_before=_phrases(document, "unless_before"),
        needs=_phrases(document, "needs"),
        made_of=frozenset(_words(document, "made_of", words)),
        units=frozenset(_words(document, "units", words)),
        scope=data.get("scope", REPORT),
        allow=tuple(data.get("allow", ())),
        places=tuple(data.get("in", (PROSE,))),
    )
    if concept.value is not None and concept.value not in concept.captures():
        raise document.error(
            f"no phrase captures {concept.value!r}",
            did_you_mean(concept.value, list(concept.captures())),
            "value",
        )
    return concept


def _words(document: Document, key: str, lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for index, each in enumerate(document.data.get(key, ())):
        if not each.isascii():
            yield fold(each)
        elif each in lists:
            yield from map(fold, lists[each])
        else:
            remedy = did_you_mean(each, list(lists))
            raise document.error(f"there is no list of words {each!r}", remedy, key, index)


def _guard(document: Document, index: int) -> Guard:
    data = document.data["groups"][index]
    return Guard(
        id=data["id"],
        label=data["label"],
        window=data.get("window", BEFORE),
        phrases=_phrases(document, "groups", index, "phrases"),
        returns=_phrases(document, "groups", index, "returns"),
        bodies=data.get("bodies", False),
        own=tuple(data.get("own", ())),
        unnamed=tuple(data.get("unnamed", ())),
        years=data.get("years", False),
        kinds=tuple(data.get("kinds", ())),
        concepts=tuple(data.get("concepts", ())),
        whole=tuple(data.get("whole", ())),
        wholes=tuple(map(tuple, data.get("wholes", ()))),
    )


def _indexes(document: Document) -> range:
    return range(len(document.data["groups"]))


def _phrases(document: Document, *path: str | int) -> tuple[Phrase, ...]:
    found: Any = document.data
    for step in path[:-1]:
        found = found[step]
    return tuple(_phrase(document, each, *path, index) for index, each in enumerate(found.get(path[-1], ())))


def _phrase(document: Document, words: str, *path: str | int) -> Phrase:
    try:
        return compile_phrase(words)
    except PhraseError as error:
        raise document.error(
            f"column {error.at + 1} of {words!r}: {error.problem}", error.remedy, *path
        ) from error
