"""
The parts of a rule compiled: expressions, phrases, messages; each error points at its line.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import evolve, field, frozen

from disclint.editions import Edition
from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.facts.concepts import Concept
from disclint.facts.ranges import FIXED_SCOPES
from disclint.kinds.core import Compiled
from disclint.phrases import Phrase, PhraseError, RegexPhrase, compile_phrase, compile_regex
from disclint.rules import nodes, tracing
from disclint.rules.checking import check
from disclint.rules.evaluation import compile_expression
from disclint.rules.literals import is_word
from disclint.rules.model import Rule
from disclint.rules.nodes import Address, Call, Name, Node
from disclint.rules.reading import parse, spelt
from disclint.rules.refusals import ExpressionError
from disclint.rules.vocabulary import NAMES, NUMBER, OTHERS, TRUTH, VOCABULARY, Type, Vocabulary
from disclint.yamlfile import NodePath

_TABLE_WORDS = ("rows", "columns", "labels", "table")
_SCOPE_WORDS = (
    "matches", "paragraphs", "sentences", "section", "unpaired", "spaces", "slips", "identifiers", "definitions",
    "places", "namesakes", "respective",
)  # fmt: skip
# What has a value stands for it.
_ANY, _TRUTH, _NUMBER = (
    frozenset[str](),
    frozenset((TRUTH,)),
    frozenset((NUMBER, "cell", "claim", "match", "member")),
)
_NUMBERS = _NUMBER | {f"{each}*" for each in _NUMBER}
# Of which types the expressions under a key may be.
_DEMANDED = {
    "check": _TRUTH, "where": _TRUTH, "when": _TRUTH, "variants": _TRUTH, "adjusted": _TRUTH,
    "left": _NUMBER, "right": _NUMBER, "total": _NUMBER, "numerator": _NUMBER, "percent": _NUMBER,
    "parts": _NUMBERS, "base": _NUMBERS, "denominators": _NUMBERS, "accept": _NUMBER,
}  # fmt: skip
_CALLED = {
    "table": "表", "row": "行", "column": "列", "group": "组", "scope": "范围", "concept": "概念", "section": "部分",
    "claim": "概念",
}  # fmt: skip


@frozen(eq=False)
class Compiler:
    """
    Compiles the parts of one rule against what there is: editions, concepts, names.
    """

    rule: Rule
    editions: Mapping[str, Edition]
    concepts: Mapping[str, Concept]
    vocabulary: Vocabulary = field()
    # Whether what is compiled can be taken down while it works.
    traced: bool = False

    @vocabulary.default
    def _named(self) -> Vocabulary:
        # Whoever does not say that he compares with other reports may call other things so.
        needed = {each: OTHERS[each] for each in self.rule.applies_to.needs}
        return evolve(VOCABULARY, names={**NAMES, **needed}) if needed else VOCABULARY

    def option(self, key: str, default: Any = None) -> Any:
        """
        What the rule says under `key`.
        """
        return self.rule.options.get(key, default)

    def bind(self, **names: Type) -> "Compiler":
        """
        The compiler that knows more names.
        """
        vocabulary = self.vocabulary
        for name, type in names.items():
            vocabulary = vocabulary.bind(name, type)
        return Compiler(self.rule, self.editions, self.concepts, vocabulary, self.traced)

    def node(self, source: Any, *path: str | int, start: int = 0) -> Node:
        """
        The tree of an expression of the rule, which begins at `start` of the words at `path`; its words and addresses exist.
        """
        try:
            node = parse(spelt(source))
        except ExpressionError as error:
            raise self.refused(error, *path, start=start) from error
        for each in nodes.walk(node):
            if isinstance(each, Call):
                self._check_words(each, path, start)
                if each.function == nodes.OF:
                    self._check_recorded(each, path, start)
            elif isinstance(each, Address):
                self._check_address(each, path, start)
        return node

    def type(self, node: Node) -> Type:
        """
        The type of an expression that could be compiled.
        """
        return check(node, self.vocabulary)

    def compiled(self, node: Node, *path: str | int, start: int = 0) -> Compiled:
        """
        The function that evaluates an expression.
        """
        try:
            demanded = _DEMANDED.get(str(path[0]), _ANY)
            if self.traced:
                watched = compile_expression(node, self.vocabulary, tracing.watch, demanded)
                return tracing.part(path, watched)
            return compile_expression(node, self.vocabulary, demanded=demanded)
        except ExpressionError as error:
            raise self.refused(error, *path, start=start) from error

    def expression(self, key: str) -> Compiled | None:
        """
        The expression under `key`, compiled; None if there is none.
        """
        source = self.option(key)
        return None if source is None else self.compiled(self.node(source, key), key)

    def needed(self, key: str) -> Compiled:
        """
        The expression under `key`, which the rule's schema demands.
        """
        return self.compiled(self.node(self.option(key), key), key)

    def several(self, *path: str) -> tuple[Compiled, ...]:
        """
        The expressions in the list under a key, or under a key of what stands under it.
        """
        key, *inner = path
        found = self.option(key, ())
        for step in inner:
            found = found[step]
        return tuple(
            self.compiled(self.node(each, *path, index), *path, index) for index, each in enumerate(found)
        )

    def phrases(self, key: str) -> tuple[Phrase | RegexPhrase, ...]:
        """
        The phrases in the list under `key`.
        """
        return tuple(
            compiled_phrase(each, partial(self.refused, path=(key, index)))
            for index, each in enumerate(self.option(key, ()))
        )

    def scopes(self, key: str) -> tuple[str, ...]:
        """
        The scopes in the list under `key`.
        """
        for index, each in enumerate(self.option(key, ())):
            titled = next((id for id, title in self._titles() if each == title), None)
            if titled is not None:
                raise self.rule.error(
                    f"scopes are named by their ids, not {each!r}", f"write {titled}", key, index,
                    zh=(f"范围写编号，不写标题“{each}”", f"写成 {titled}"),
                )  # fmt: skip
            self.known(each, "scope", self.scope_names(), key, index)
        return tuple(self.option(key, ()))

    def _titles(self) -> Iterator[tuple[str, str]]:
        return ((each.id, each.title) for edition in self.editions.values() for each in edition.sections)

    def scope_names(self) -> Sequence[str]:
        """
        The scopes that rules may name.
        """
        return (*FIXED_SCOPES, *self.section_ids())

    def section_ids(self) -> Sequence[str]:
        """
        The sections that some edition has.
        """
        return tuple({each.id: 0 for edition in self.editions.values() for each in edition.sections})

    def known(
        self, word: str, what: str, words: Sequence[str], *path: str | int, at: int | None = None
    ) -> str:
        """
        The word, if it is one of `words`.
        """
        if word not in words:
            raise self.rule.error(
                f"there is no {what} {word!r}", did_you_mean(word, words), *path,
                zh=(f"没有名为“{word}”的{_CALLED[what]}", did_you_mean_zh(word, words)), at=at,
            )  # fmt: skip
        return word

    def refused(
        self, error: ExpressionError | PhraseError, *more: str | int, path: NodePath = (), start: int = 0
    ) -> Exception:
        """
        The error with its place in the rule's file, in words that begin at `start` of those at `path`.
        """
        return self.rule.error(error.problem, error.remedy, *path, *more, zh=error.zh, at=start + error.at)

    def _check_words(self, call: Call, path: NodePath, start: int) -> None:
        tables = sorted({id for edition in self.editions.values() for id in edition.tables})
        for each in call.arguments:
            if not (isinstance(each, Name) and is_word(call, each)):
                continue
            if call.function in _TABLE_WORDS:
                self.known(each.id, "table", tables, *path, at=start + each.at)
            elif call.function == "claims":
                self.known(each.id, "concept", sorted(self.concepts), *path, at=start + each.at)
            elif call.function in _SCOPE_WORDS and each.id not in self.vocabulary.names:
                self.known(each.id, "scope", self.scope_names(), *path, at=start + each.at)

    def _check_recorded(self, looks: Call, path: NodePath, start: int) -> None:
        # Of another report only so much is kept.
        recorded = [id for id, each in self.concepts.items() if each.recorded]
        for call in nodes.calls(looks.arguments[1]):
            for each in call.arguments if call.function == "claims" else ():
                if isinstance(each, Name) and each.id in self.concepts and each.id not in recorded:
                    raise self.rule.error(
                        f"the claims of {each.id!r} are not kept of other reports",
                        f"give the concept `recorded: true`, or use one of {', '.join(sorted(recorded))}", *path,
                        zh=(
                            f"其他报告中不保留“{each.id}”的说法",
                            f"给这个概念加上 recorded: true，或者用 {'、'.join(sorted(recorded))}",
                        ),
                        at=start + each.at,
                    )  # fmt: skip

    def _check_address(self, address: Address, path: NodePath, start: int) -> None:
        table, row, column = nodes.parts(address)
        if table[0] in "$*":
            return
        forms = [edition.tables[table] for edition in self.editions.values() if table in edition.tables]
        tables = sorted({id for each in self.editions.values() for id in each.tables})
        at = start + address.at
        self.known(table, "table", tables, *path, at=at)
        rows = {each.id for form in forms for each in form.rows()}
        columns = {each.id for form in forms for each in form.columns()}
        groups = {f"@{each}" for form in forms for each in form.axes}
        for part, lines, what in ((row, rows, "row"), (column, columns, "column")):
            if part[0] not in "$*":
                known = sorted(groups if part[0] == "@" else lines)
                place = at + len(table) + 1 + (len(row) + 1 if what == "column" else 0)
                self.known(part, "group" if part[0] == "@" else what, known, *path, at=place)


def compiled_phrase(words: str | Mapping[str, str], refuse: Callable[..., Exception]) -> Phrase | RegexPhrase:
    """
    The phrase; `refuse` makes the error that says what is wrong with it, of a PhraseError and the keys that lead on to its words.
    """
    try:
        return compile_phrase(words) if isinstance(words, str) else compile_regex(words["regex"])
    except PhraseError as error:
        raise refuse(error, *([] if isinstance(words, str) else ["regex"])) from error
