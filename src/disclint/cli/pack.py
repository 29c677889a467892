"""
`disclint pack`: rules that people write themselves, begun, checked, tested, locked.
"""

from collections.abc import Sequence

import click

from disclint.cli import pack_test, streams
from disclint.cli.codes import CLEAN, MISUSED
from disclint.cli.speech import Speech
from disclint.cli.widgets import (
    Command,
    Group,
    echo,
    lang_option,
    trust_option,
)


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Group(
        "pack",
        [_new(speech), _check(speech), pack_test.command(speech, _folder(speech)), _lock(speech)],
        speech=speech,
        help=speech(
            "编写自己的规则包：新建、检查、运行例子、锁定。",
            "Packs of one's own rules: begin, check, test, lock.",
        ),
        params=[lang_option(speech)],
        invoke_without_command=True,
        callback=_bare,
    )


def _bare(lang: str | None) -> None:  # noqa: ARG001 - read from argv already
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        echo(context.get_help())


def _folder(speech: Speech) -> click.Argument:
    return click.Argument(["folder"], metavar=speech("[文件夹]", "[DIR]"), default=".")


def _new(speech: Speech) -> click.Command:
    def new(name: str, lang: str | None) -> int:  # noqa: ARG001 - read from argv already
        from disclint.session import packs  # noqa: PLC0415

        for each in packs.begin(name):
            echo(str(each))
        echo(
            speech(
                f"\n已建好，例子都能通过: disclint pack test {name}",
                f"\nDone; its examples pass: disclint pack test {name}",
            )
        )
        return CLEAN

    return Command(
        "new",
        speech=speech,
        help=speech(
            "在文件夹“名称”里新建一个规则包，带注释和例子；已有的文件夹不会被覆盖。",
            "Begin a pack in the folder NAME, with comments and examples; nothing is overwritten.",
        ),
        short_help=speech("新建规则包。", "Begin a pack."),
        params=[click.Argument(["name"], metavar=speech("名称", "NAME")), lang_option(speech)],
        callback=new,
    )


def _check(speech: Speech) -> click.Command:
    def check(folder: str, trust: Sequence[str], lang: str | None) -> int:  # noqa: ARG001 - read from argv already
        from disclint.session import packs  # noqa: PLC0415

        found = packs.check(folder, trust)
        for each in (*found.problems, *found.notes):
            streams.note(each.worded(speech.lang))
        if found.problems or found.kit is None:
            number = len(found.problems)
            streams.note(
                speech(
                    f"\n共 {number} 个问题，改好以后请再检查一次",
                    f"\n{number} problem{'s' if number != 1 else ''}; check again when they are mended",
                )
            )
            return MISUSED
        pack = found.kit.pack
        echo(
            speech(
                f"规则包 {pack.id} {pack.version} 可以使用：自有或改动的规则 {found.own} 条，共 {len(pack.rules)} 条",
                f"pack {pack.id} {pack.version} can be used: {found.own} rule{'s' if found.own != 1 else ''} of its own or changed, {len(pack.rules)} in all",
            )
        )
        return CLEAN

    return Command(
        "check",
        speech=speech,
        help=speech(
            "检查规则包写得对不对，列出问题：键名、类型、互相矛盾的条件、缺的译文、重复的编号。\n\n"
            "退出码: 0 可以使用，2 不能使用。",
            "Check a pack and list what is wrong: keys, types, contradictions, missing translations, ids"
            " given twice.\n\nExit codes: 0 it can be used, 2 it cannot.",
        ),
        short_help=speech("检查规则包。", "Check a pack."),
        params=[_folder(speech), trust_option(speech), lang_option(speech)],
        callback=check,
    )


def _lock(speech: Speech) -> click.Command:
    def lock(folder: str, trust: Sequence[str], lang: str | None) -> int:  # noqa: ARG001 - read from argv already
        from disclint.session import packs  # noqa: PLC0415

        echo(str(packs.lock(folder, trust)))
        return CLEAN

    return Command(
        "lock",
        speech=speech,
        help=speech(
            "把规则包和它继承的规则包的版本、每个文件的哈希写入 disclint.lock；以后有一个文件不同，就不能加载。"
            "文件夹里没有规则包时，锁定 disclint.toml 里写的规则包，disclint.lock 放在它旁边。",
            "Write the versions and the hash of each file of a pack, and of those it extends, to disclint.lock;"
            " it cannot be loaded while one of them differs.  Where there is no pack in the folder, the packs that"
            " disclint.toml names are locked, and disclint.lock stands beside it.",
        ),
        short_help=speech("锁定版本和内容。", "Lock versions and contents."),
        params=[_folder(speech), trust_option(speech), lang_option(speech)],
        callback=lock,
    )
