"""
A pack compiled: for each rule its judge and its words.

Refuses to compile what nobody asks for: a command that lists rules runs none.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from attrs import field, frozen

from disclint.editions import Edition
from disclint.engine.citing import Cited, cited
from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.facts import Facts
from disclint.facts.asked import Asked
from disclint.kinds import KINDS, VARIANTS
from disclint.kinds.asking import EVERYTHING, asked, asked_to_tell
from disclint.kinds.binding import Binding
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import FAIL, Judge, Tally
from disclint.kinds.messages import Message
from disclint.rules.model import Rule, Words
from disclint.rules.pack import Pack
from disclint.rules.vocabulary import Type

if TYPE_CHECKING:
    from disclint.sieve import Passed

# What a message of a rule with `blame` may use besides.
_REPAIR_NAMES: Mapping[str, Type] = {"repair": "number", "equations": "number"}
# What the words for findings that were folded into one may use besides.
_SEVERAL_NAMES: Mapping[str, Type] = {"number": "number", "listed": "words*"}


@frozen(eq=False)
class Spoken:
    """
    What a rule says of a finding, with blanks to fill in; `messages` are by variant.
    """

    messages: Mapping[str, Message]
    fix: Message
    repair: Message | None
    several: Message | None
    cited: tuple[Cited, ...]

    def message(self, variant: str) -> Message:
        """
        The words for a finding of `variant`.
        """
        found = self.messages.get(variant) or self.messages.get(FAIL)
        return found or next(iter(self.messages.values()))


@frozen(eq=False)
class Compiled:
    """
    A rule ready to run; its words are read when there is something to say.
    """

    rule: Rule
    judge: Judge = field(repr=False)
    spoken: Callable[[], Spoken] = field(repr=False)
    blames: bool
    # What findings have in common that are one: `row`, `column`, `table` or `report`.
    fold: str | None = None
    # The rule over plain values, if it has such a form; written when it is first asked for.
    plain: Callable[[], "Passed | None"] = field(default=lambda: None, repr=False)
    # What judging by it may ask of a report, and telling what was found; read off when it is first wanted.
    asked: Callable[[], Asked] = field(default=lambda: EVERYTHING, repr=False)
    asked_to_tell: Callable[[], Asked] = field(default=lambda: EVERYTHING, repr=False)


def _ranked(rules: Iterable[Compiled]) -> tuple[Compiled, ...]:
    # Of the rules that fail for one cause the first speaks, whatever order they were given in.
    return tuple(sorted(rules, key=lambda each: (each.rule.rank, each.rule.id)))


@frozen(eq=False)
class Program:
    """
    The compiled rules of a pack, by rank and id, and the pack; `plans` are kept here by whoever runs it.
    """

    pack: Pack
    rules: tuple[Compiled, ...] = field(converter=_ranked, repr=False)
    plans: dict[object, object] = field(factory=dict, init=False, repr=False)


def compile_pack(pack: Pack, editions: Mapping[str, Edition], *, strict: bool = True) -> Program:
    """
    The program of a pack; without `strict` a rule is compiled when it is first used, for packs that were tested.

    Raises UsageError, with file and line, for a rule that cannot be used.
    """
    rules = [compiled(rule, pack, editions, strict=strict) for rule in pack.rules]
    return Program(pack, rules)


def compiled(
    rule: Rule,
    pack: Pack,
    editions: Mapping[str, Edition],
    *,
    strict: bool = False,
    traced: bool = False,
) -> Compiled:
    """
    One rule; without `strict` it is compiled when it first judges a report.

    What a `traced` one evaluates can be taken down (`rules.tracing`).
    """
    made = cache(lambda: _made(rule, pack, editions, traced=traced))
    judge = made()[0] if strict else partial(_judged, made)
    spoken = cache(lambda: _spoken(rule, pack, lambda: made()[1], strict=strict))
    if strict:
        spoken()
    return Compiled(
        rule,
        judge,
        spoken,
        rule.options.get("blame") == "table",
        rule.options.get("fold"),
        cache(lambda: _shaped(rule, pack, editions)),
        cache(lambda: asked(rule)),
        cache(lambda: asked(rule) | asked_to_tell(rule)),
    )


def _made(rule: Rule, pack: Pack, editions: Mapping[str, Edition], *, traced: bool) -> tuple[Judge, Binding]:
    return KINDS[rule.kind](Compiler(rule, editions, pack.vocabulary.concepts, traced=traced))


def _spoken(rule: Rule, pack: Pack, binding: Callable[[], Binding], *, strict: bool) -> Spoken:
    _check_variants(rule)

    def message(words: Words, *key: str, **names: Type) -> Message:
        said = Message(words, lambda: binding().compiler.bind(**names), key)
        if strict:
            said.check()
        return said

    return Spoken(
        {
            variant: message(words, "message", *([] if words is rule.plain_message else [variant]))
            for variant, words in rule.message.items()
        },
        message(rule.fix, "fix"),
        message(rule.repair, "repair", **_REPAIR_NAMES) if rule.repair else None,
        message(rule.several, "several", **_SEVERAL_NAMES) if rule.several else None,
        cited(rule, pack),
    )


def _shaped(rule: Rule, pack: Pack, editions: Mapping[str, Edition]) -> "Passed | None":
    # Who judges one report only does without.
    from disclint.sieve import shaped  # noqa: PLC0415

    return shaped(Compiler(rule, editions, pack.vocabulary.concepts))


def _judged(made: Callable[[], tuple[Judge, Binding]], facts: Facts) -> Tally:
    judge, _ = made()
    return judge(facts)


def _check_variants(rule: Rule) -> None:
    known = sorted(VARIANTS[rule.kind] | {FAIL} | set(rule.options.get("variants", ())))
    named: tuple[tuple[str, str | int, str], ...] = (
        *(("severity", each, each) for each in rule.severity),
        *(("message", each, each) for each in rule.message),
        *(("only", index, each) for index, each in enumerate(rule.only)),
    )
    for key, step, each in named:
        if each not in known:
            raise rule.error(
                    f"rules of kind {rule.kind} have no variant {each!r}", did_you_mean(each, known), key, step,
                    zh=(f"{rule.kind} 类规则没有变体“{each}”", did_you_mean_zh(each, known)),
                )  # fmt: skip
