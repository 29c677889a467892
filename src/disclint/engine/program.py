"""
A pack compiled: for each rule its judge and its words.
"""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from disclint.editions import Edition
from disclint.kinds import KINDS, VARIANTS
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import FAIL, Judge
from disclint.kinds.messages import Message
from disclint.rules.expressions import did_you_mean
from disclint.rules.model import Pack, Rule

# What a message of a rule with `blame` may use besides.
_REPAIR_NAMES = {"repair": "number", "equations": "number"}
# What the words for findings that were folded into one may use besides.
_SEVERAL_NAMES = {"number": "number", "listed": "words*"}


@frozen(eq=False)
class Compiled:
    """
    A rule ready to run; `messages` are by variant.
    """

    rule: Rule
    judge: Judge = field(repr=False)
    messages: Mapping[str, Message] = field(repr=False)
    fix: Message = field(repr=False)
    repair: Message | None = field(repr=False)
    several: Message | None = field(repr=False)
    basis: tuple[str, ...]
    blames: bool
    # What findings have in common that are one: `row`, `column`, `table` or `report`.
    fold: str | None = None

    def message(self, variant: str) -> Message:
        """
        The words for a finding of `variant`.
        """
        found = self.messages.get(variant) or self.messages.get(FAIL)
        return found or next(iter(self.messages.values()))


def _ranked(rules: Iterable[Compiled]) -> tuple[Compiled, ...]:
    # Of the rules that fail for one cause the first speaks, whatever order they were given in.
    return tuple(sorted(rules, key=lambda each: (each.rule.rank, each.rule.id)))


@frozen(eq=False)
class Program:
    """
    The compiled rules of a pack, by rank and id, and the pack.
    """

    pack: Pack
    rules: tuple[Compiled, ...] = field(converter=_ranked, repr=False)


def compile_pack(pack: Pack, editions: Mapping[str, Edition], *, strict: bool = False) -> Program:
    """
    The program of a pack; `strict` also compiles all messages, which otherwise wait for a finding.

    Raises UsageError, with file and line, for a rule that cannot be used.
    """
    rules = [compiled(rule, pack, editions) for rule in pack.rules]
    if strict:
        for each in rules:
            for message in (*each.messages.values(), each.fix, each.repair, each.several):
                if message is not None:
                    message.check()
    return Program(pack, rules)


def compiled(rule: Rule, pack: Pack, editions: Mapping[str, Edition]) -> Compiled:
    """
    One rule compiled.
    """
    judge, binding = KINDS[rule.kind](Compiler(rule, editions, pack.vocabulary.concepts))
    _check_variants(rule)
    inner = binding.compiler
    by_variant = {
        variant: Message(words, inner, ("message",) if words is rule.plain_message else ("message", variant))
        for variant, words in rule.message.items()
    }
    repair = (
        Message(rule.repair, inner.bind(**_REPAIR_NAMES), ("repair",)) if rule.repair else None
    )
    several = (
        Message(rule.several, inner.bind(**_SEVERAL_NAMES), ("several",)) if rule.several else None
    )
    return Compiled(
        rule,
        judge,
        by_variant,
        Message(rule.fix, inner, ("fix",)),
        repair,
        several,
        tuple(_cited(rule, pack)),
        rule.options.get("blame") == "table",
        rule.options.get("fold"),
    )


def _check_variants(rule: Rule) -> None:
    known = sorted(VARIANTS[rule.kind] | {FAIL} | set(rule.options.get("variants", ())))
    for key, named in (("severity", rule.severity), ("message", rule.message), ("only", rule.only)):
        for each in named:
            if each not in known:
                raise rule.error(
                    f"rules of kind {rule.kind} have no variant {each!r}", did_you_mean(each, known), key
                )


def _cited(rule: Rule, pack: Pack) -> list[str]:
    # A basis is a name, not words for one language: title and number as the source has them.
    cited = []
    for index, basis in enumerate(rule.basis):
        source = pack.sources.get(basis.ref)
        if source is None:
            raise rule.error(
                f"the pack has no source {basis.ref!r}",
                did_you_mean(basis.ref, pack.sources),
                "basis",
                index,
                "ref",
            )
        number = f"（{source.number}）" if source.number else ""
        at = f"，{basis.at['zh']}" if basis.at else ""
        cited.append(f"{source.title['zh']}{number}{at}")
    return cited
