"""
`disclint pack test`: examples, what they show, the mutants they kill, and rules on many reports.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from disclint.cli import streams
from disclint.cli.codes import CLEAN, FOUND, MISUSED
from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, color_option, lang_option, one_of, output_option, trust_option
from disclint.errors import UsageError

_T = TypeVar("_T")


def command(speech: Speech, folder: click.Argument) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "test",
        speech=speech,
        help=speech(
            "运行规则包里每条规则的例子。每个例子的结果是: 未误报(validated)、已报告(reported)、误报(noisy)、"
            "漏报(missing)。\n\n--coverage、--mutate、--corpus 各查一件别的事。"
            "\n\n退出码: 0 都如所写，1 有例子不符、得分不够或规则出错，2 规则包不能使用。",
            "Run the examples of a pack's rules.  Each is validated, reported, noisy or missing."
            "\n\n--coverage, --mutate and --corpus each ask something else."
            "\n\nExit codes: 0 all as written; 1 some are not, the score is too low or a rule crashed; 2 the pack cannot be used.",
        ),
        short_help=speech("运行规则包的例子。", "Run the examples of a pack."),
        params=[folder, *_modes(speech), *_options(speech)],
        callback=lambda **given: _tested(speech, **given),
    )


def _modes(speech: Speech) -> list[click.Parameter]:
    return [
        click.Option(
            ["--coverage"],
            is_flag=True,
            help=speech(
                "每条规则的例子出现过哪些结论，还缺哪些。",
                "Which outcomes the examples of each rule show, and which they lack.",
            ),
        ),
        click.Option(
            ["--mutate"],
            is_flag=True,
            help=speech(
                "把规则逐处改错，看例子能不能发现。",
                "Change each rule here and there, and see whether its examples notice.",
            ),
        ),
        click.Option(
            ["--min-score"],
            type=click.FloatRange(0, 100),
            metavar="N",
            help=speech(
                "--mutate: 有规则的得分低于百分之 N 时退出码为 1。",
                "--mutate: exit 1 if a rule has a score below N percent.",
            ),
        ),
        click.Option(
            ["--corpus"],
            metavar="DIR",
            help=speech(
                "每条规则在文件夹下全部报告中各结论所占的比例。",
                "The rates of each rule's verdicts over all reports below a folder.",
            ),
        ),
        click.Option(
            ["--since"],
            metavar="FILE",
            help=speech(
                "--corpus: 与 --save 写出的上一次数据比较。",
                "--corpus: compare with what --save wrote another time.",
            ),
        ),
        click.Option(
            ["--save"],
            metavar="FILE",
            help=speech("--corpus: 把这一次的数据存入文件。", "--corpus: keep the figures in a file."),
        ),
    ]


def _options(speech: Speech) -> list[click.Parameter]:
    return [
        click.Option(
            ["--rule", "rules"],
            multiple=True,
            metavar="ID",
            help=speech(
                "只看这条规则，可用 *，可多次给出。", "Only this rule, or those of a pattern; repeatable."
            ),
        ),
        click.Option(
            ["--inherited"],
            is_flag=True,
            help=speech("也运行继承来的规则的例子。", "Run the examples of inherited rules, too."),
        ),
        one_of(
            "--output-format", ("text", "json"), "text", speech("输出的格式。", "The format of the output.")
        ),
        trust_option(speech),
        output_option(speech),
        color_option(speech),
        lang_option(speech),
    ]


def _tested(
    speech: Speech, *, folder: str, trust: Sequence[str], rules: Sequence[str], inherited: bool, **given: Any
) -> int:
    from disclint.session import packs  # noqa: PLC0415

    _ensure_one(given)
    try:
        chosen = packs.chosen(folder, trust, rules, inherited=inherited)
    except packs.UnusableError:
        # Whoever mends a pack wants to see all of it.
        checked = packs.check(folder, trust)
        for each in checked.problems:
            streams.note(each.worded(speech.lang))
        if checked.problems:
            return MISUSED
        raise
    given |= {"rules": rules, "inherited": inherited}
    mode = next((each for each in _MODES if given[each]), None)
    return _MODES[mode](speech, chosen, given) if mode else _examples(speech, chosen, given)


def _ensure_one(given: dict[str, Any]) -> None:
    named = [f"--{each}" for each in _MODES if given[each]]
    if len(named) > 1:
        raise UsageError(
            f"{' and '.join(named)} do not go together",
            "run them one after the other",
            zh=(f"{'、'.join(named)} 不能同时使用", "请分几次运行"),
        )
    for option, mode in (("min_score", "mutate"), ("since", "corpus"), ("save", "corpus")):
        if given[option] is not None and not given[mode]:
            name = f"--{option.replace('_', '-')}"
            raise UsageError(
                f"{name} says nothing without --{mode}",
                f"add --{mode}",
                zh=(f"没有 --{mode} 时 {name} 不起作用", f"加上 --{mode}"),
            )


def _examples(speech: Speech, chosen: Any, given: dict[str, Any]) -> int:
    from disclint.outputs import pack_test  # noqa: PLC0415
    from disclint.packs.testing import cases, counts  # noqa: PLC0415

    found = tuple(cases(chosen.kit, chosen.rules))
    told = [
        pack_test.Case(
            each.rule.id,
            each.tried.example.name,
            each.tried.example.expect,
            each.tried.outcome,
            [complaint.words for complaint in each.tried.complaints],
            each.where,
            each.line,
        )
        for each in found
    ]
    write = pack_test.json if _is_json(given) else pack_test.text
    _write(given, write(chosen.kit.pack.id, told, counts(found), _view(speech, given)))
    return CLEAN if all(each.is_good for each in found) else FOUND


def _coverage(speech: Speech, chosen: Any, given: dict[str, Any]) -> int:
    from disclint.outputs import pack_figures  # noqa: PLC0415
    from disclint.packs.coverage import covered  # noqa: PLC0415
    from disclint.packs.testing import cases  # noqa: PLC0415

    heard = _with_bar(chosen.rules, speech)
    told = [
        pack_figures.Covered(each.rule.id, each.shown, each.lacking, each.excused, each.idle)
        for each in covered(cases(chosen.kit, heard))
    ]
    write = pack_figures.coverage_json if _is_json(given) else pack_figures.coverage_text
    _write(given, write(chosen.kit.pack.id, told, _view(speech, given)))
    return CLEAN


def _mutation(speech: Speech, chosen: Any, given: dict[str, Any]) -> int:
    from disclint.outputs import pack_figures  # noqa: PLC0415
    from disclint.packs.mutation import scores  # noqa: PLC0415
    from disclint.packs.testing import reshaped  # noqa: PLC0415

    rules = chosen.rules
    if not (given["inherited"] or given["rules"]):
        rules = reshaped(chosen.kit, rules)
    view, id = _view(speech, given), chosen.kit.pack.id
    found, told = [], []
    with streams.sink(given["output"]) as sink:
        for each in scores(chosen.kit, _with_bar(rules, speech)):
            survivors = [
                pack_figures.Survivor(one.id, one.key, one.change, one.where, one.line)
                for one in each.survivors
            ]
            found.append(each)
            told.append(
                pack_figures.Score(
                    each.rule.id, each.killed, each.spared, survivors, each.stale, each.failing
                )
            )
            if not _is_json(given):
                for piece in pack_figures.mutation_text(told[-1:], view):
                    sink.write(piece)
        killed, total = sum(each.killed for each in found), sum(each.total for each in found)
        for piece in (
            pack_figures.mutation_json(id, told, view)
            if _is_json(given)
            else pack_figures.mutation_total(id, killed, total, view)
        ):
            sink.write(piece)
    least = given["min_score"] or 0
    is_low = any(each.percent < least or each.stale or each.failing for each in found)
    return FOUND if is_low else CLEAN


def _rates(speech: Speech, chosen: Any, given: dict[str, Any]) -> int:
    from disclint.outputs import pack_figures  # noqa: PLC0415
    from disclint.packs.rates import rates  # noqa: PLC0415
    from disclint.session import pack_corpus  # noqa: PLC0415

    before = None if given["since"] is None else pack_corpus.saved(given["since"])
    counts = pack_corpus.count(
        chosen.kit, given["corpus"], chosen.rules, lambda files: _with_bar(files, speech)
    )
    told = [pack_figures.Rate(each.rule, each.percent, each.change) for each in rates(counts, before)]
    write = pack_figures.rates_json if _is_json(given) else pack_figures.rates_text
    _write(given, write(chosen.kit.pack.id, counts.reports, counts.unread, told, _view(speech, given)))
    if given["save"] is not None:
        with streams.sink(given["save"]) as sink:
            for piece in pack_corpus.written(chosen.kit, counts):
                sink.write(piece)
    return FOUND if pack_corpus.has_crashed(counts) else CLEAN


_MODES: dict[str, Callable[[Speech, Any, dict[str, Any]], int]] = {
    "coverage": _coverage,
    "mutate": _mutation,
    "corpus": _rates,
}


def _is_json(given: dict[str, Any]) -> bool:
    return bool(given["output_format"] == "json")


def _view(speech: Speech, given: dict[str, Any]) -> Any:
    return streams.view(speech, given["color"], given["output"])


def _write(given: dict[str, Any], pieces: Iterable[str]) -> None:
    with streams.sink(given["output"]) as sink:
        for piece in pieces:
            sink.write(piece)


def _with_bar(items: Sequence[_T], speech: Speech) -> Iterable[_T]:
    if not streams.is_screen(sys.stderr):
        return items
    from rich.console import Console  # noqa: PLC0415 - slow to import, seldom needed
    from rich.progress import track  # noqa: PLC0415

    return track(
        items, speech("测试中", "testing"), total=len(items), console=Console(stderr=True), transient=True
    )
