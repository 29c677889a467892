"""
Rule files as values: one YAML document each, by what it is.

Refuses to read the disk; the session hands over paths and bytes.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.facts.record import RELATIONS
from disclint.rules.model import DEFAULT, Applicability, Basis, Example, Other, Rule, Wording
from disclint.rules.pack import Reference
from disclint.yamlfile import Document

EXAMPLES, NEEDS = "examples", "needs"
# What no rule needs that finds nothing.
APART = ("title", "message", "why", "fix", "repair", "several", "basis", "lacks", "equivalent")
EXPECTATIONS = ("pass", "fail", "unknown", "not_applicable", "vacuous")
_COMMON = frozenset(
    ("id", "kind", "severity", "profile", "rank", "applies_to", "only", "final", NEEDS, EXAMPLES, *APART),
)  # fmt: skip
_YEARS = re.compile(r"(>=|<=|==)?(\d{4})(?:-(\d{4}))?\Z")
_LAST_RANK = 1000

Found = TypeVar("Found")


def rule(document: Document, written: Document | None = None, pack: str = "") -> Rule:
    """
    The rule that a valid rule file of `pack` says; `written` is the file before it was filled in.
    """
    data = document.first
    return Rule(
        id=data["id"],
        kind=data["kind"],
        severity=_by_variant(data["severity"], is_plain=isinstance(data["severity"], str)),
        profile=data.get("profile", DEFAULT),
        rank=data.get("rank", _LAST_RANK),
        applies_to=applicability(data.get("applies_to", {}), data.get(NEEDS, ())),
        only=tuple(data.get("only", ())),
        options={key: value for key, value in data.items() if key not in _COMMON},
        read_wording=_Late(document, _wording),
        read_examples=_Late(document, _examples),
        document=document,
        written=written,
        final=data.get("final", False),
        pack=pack,
    )


def _by_variant(given: Any, *, is_plain: bool) -> Mapping[str, Any]:
    return {"fail": given} if is_plain else given


def applicability(data: Mapping[str, Any], needs: Sequence[str] = ()) -> Applicability:
    """
    The condition under which a rule applies.
    """
    if not data and not needs:
        return _ALWAYS
    first, last = _years(str(data.get("year", "")))
    return Applicability(
        first_year=first,
        last_year=last,
        editions=_tuple(data.get("edition")),
        kinds=_tuple(data.get("kind")),
        scopes=_tuple(data.get("scope")),
        media=_tuple(data.get("media")),
        statuses=_tuple(data.get("status")) or ("ok",),
        needs=tuple(needs),
    )


_ALWAYS = Applicability()


def _years(written: str) -> tuple[int | None, int | None]:
    match = _YEARS.match(written)
    if match is None:
        return None, None
    sign, year, until = match[1], int(match[2]), match[3]
    if until is not None:
        return year, int(until)
    return (None if sign == "<=" else year), (None if sign == ">=" else year)


def _tuple(given: list[str] | None) -> tuple[str, ...] | None:
    return None if given is None else tuple(given)


class _Late(Generic[Found]):
    """
    What is read of a document when it is first asked for.
    """

    __slots__ = ("_document", "_found", "_read")

    def __init__(self, document: Document, read: Callable[[Document], Found]) -> None:
        self._document = document
        self._read = read
        self._found: Found | None = None

    def __call__(self) -> Found:
        if self._found is None:
            self._found = self._read(self._document)
        return self._found


def _wording(document: Document) -> Wording:
    data = document.data
    return Wording(
        data["title"],
        _by_variant(data["message"], is_plain="zh" in data["message"]),
        data["why"],
        data["fix"],
        data.get("repair"),
        data.get("several"),
        tuple(Basis(each["ref"], each.get("at")) for each in data["basis"]),
    )


def _examples(document: Document) -> tuple[Example, ...]:
    # In the order of their expectations.
    data = (document if EXAMPLES in document.data else document.whole()).data[EXAMPLES]
    return tuple(
        example
        for expect in EXPECTATIONS
        for index, each in enumerate(data.get(expect, ()))
        for example in _each(expect, index, each)
    )


def _each(expect: str, index: int, given: Mapping[str, Any]) -> Iterator[Example]:
    """
    The example, and another one for each of the words that may stand `instead` of some in its text.
    """
    plain = {key: value for key, value in given.items() if key not in ("instead", *RELATIONS)}
    others = {each: _others(each, given[each]) for each in RELATIONS if each in given}
    if others:
        plain["others"] = others
    yield Example(expect=expect, index=index, **plain)
    for words, instead in given.get("instead", {}).items():
        for each in instead:
            changed = {"name": f"{given['name']}（{each}）", "text": given["text"].replace(words, each)}
            yield Example(expect=expect, index=index, **{**plain, **changed})


def _others(relation: str, given: Any) -> tuple[Other, ...]:
    listed = given if isinstance(given, list) else [given]
    return tuple(_other(f"{relation} {number}", each) for number, each in enumerate(listed, 1))


def _other(name: str, given: Mapping[str, Any]) -> Other:
    own = {key: given[key] for key in ("agency", "path", "status") if key in given}
    shown = {key: value for key, value in given.items() if key not in own}
    return Other(Example(name=name, expect="pass", **shown), **own)


def references(document: Document) -> dict[str, Reference]:
    """
    The sources that the head of a pack lists.
    """
    return {id: _reference(id, given) for id, given in document.data.get("sources", {}).items()}


def ensure_rooted(head: Document, sources: Mapping[str, Reference]) -> None:
    """
    Raise UsageError where the head of a pack has a source that stands, in the end, in place of itself, or of none.
    """
    for id in head.data.get("sources", {}):
        seen = [id]
        while (earlier := sources[seen[-1]].earlier) is not None:
            if earlier in sources and earlier not in seen:
                seen.append(earlier)
                continue
            way = " → ".join([*seen, earlier])
            problem, zh, known = (
                ("a source stands in place of itself", "依据循环替代", [])
                if earlier in seen
                else (f"there is no source {earlier!r}", f"sources 里没有依据“{earlier}”", list(sources))
            )
            raise head.error(
                f"{problem}: {way}", did_you_mean(earlier, known) if known else "take out one `earlier:`",
                "sources", id, "earlier",
                zh=(f"{zh}: {way}", did_you_mean_zh(earlier, known) if known else "去掉其中一处 earlier"),
            )  # fmt: skip


def _reference(id: str, given: Mapping[str, Any]) -> Reference:
    kept = {key: value for key, value in given.items() if key != "report_years"}
    return Reference(id=id, first_year=given.get("report_years", {}).get("from"), **kept)
