"""
The options that all have to do with configuration, and settings as they are shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from disclint.cli import streams
from disclint.cli.formats import FORMATS, Format, wanted
from disclint.cli.speech import ARGUMENT, VARIABLE, Speech
from disclint.cli.widgets import one_of
from disclint.errors import UsageError

# Type checkers take it for true; what reads configurations is imported when one is read.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from disclint.packs.kit import Kit
    from disclint.session.configured import Configuration


def file_options(speech: Speech) -> list[click.Parameter]:
    """
    Which configuration is read.
    """
    return [
        click.Option(
            ["--config"],
            metavar="FILE",
            help=speech(
                "用这个配置文件，不再逐级向上查找 disclint.toml。",
                "Use this configuration instead of the disclint.toml nearest to each file.",
            ),
        ),
        click.Option(
            ["--isolated"],
            is_flag=True,
            help=speech("不读任何配置文件。", "Read no configuration."),
        ),
    ]


def verdict_options(speech: Speech, fail_on: str | None) -> list[click.Parameter]:
    """
    What counts as found, and from which severity on; `fail_on` is what holds where nothing is said.
    """
    return [
        one_of(
            "--fail-on",
            ("error", "warning", "info", "never"),
            fail_on,
            speech(
                "有这一级或更重的问题时退出码为 1，默认 error。",
                "The least severity that makes the exit code 1; error by default.",
            ),
        ),
        click.Option(
            ["--strict"],
            is_flag=True,
            help=speech("无法判断的规则也算问题。", "Rules that could not decide are findings, too."),
        ),
        click.Option(
            ["--baseline"],
            metavar="FILE",
            help=speech("基线文件：其中已有的问题不再提示。", "Findings that this file knows are no news."),
        ),
    ]


def check_options(speech: Speech) -> list[click.Parameter]:
    """
    What else a configuration may hold, and what one does with it.
    """
    return [
        *verdict_options(speech, None),
        click.Option(
            ["--update-baseline"],
            is_flag=True,
            help=speech("把现有的问题写入基线文件。", "Write what is found to the baseline."),
        ),
        *file_options(speech),
        click.Option(
            ["--show-config"],
            is_flag=True,
            help=speech(
                "不检查，只列出各文件的设置和来源。",
                "Check nothing; show the settings of each file and their origins.",
            ),
        ),
    ]


def configuration(
    given: Mapping[str, Any],
    file: str | None,
    *,
    isolated: bool,
    speech: Speech,
    accepting: bool = False,
    judges: bool = True,
) -> "Configuration":
    """
    The configuration for a command; of `given` only what somebody did give counts.  One that does not `judge` minds no rules that there are not.
    """
    from disclint.session import config, configured, layering  # noqa: PLC0415

    if file is not None and isolated:
        raise UsageError(
            "--config and --isolated exclude each other",
            "leave one of them out",
            zh=("--config 和 --isolated 不能同时使用", "请去掉其中一个"),
        )
    settings = {key: each for key, each in given.items() if each not in (None, False, ())}
    origins = {}
    if speech.given is not None:
        settings["lang"] = speech.lang
        origins["lang"] = layering.BY_HAND if speech.given == ARGUMENT else layering.ENVIRONMENT
    used = None if file is None else config.named(Path(file))
    return configured.Configuration(
        settings, origins=origins, used=used, discovers=not isolated, accepting=accepting, judges=judges
    )


def ruled(
    given: Mapping[str, Any], file: str | None, *, isolated: bool, speech: Speech, about: Path | None = None
) -> "tuple[Kit, Speech]":
    """
    The rules by the configuration for a file, or for the current folder, and its language.

    Where the configuration names packs, a note says so: who asks about rules may not think of it.
    """
    from disclint.session.config import listed  # noqa: PLC0415

    used = configuration(given, file, isolated=isolated, speech=speech, judges=False)
    found = used.config(about)
    kit = used.kit(found)
    speech = Speech(used.resolved(about)["lang"].value, speech.given)
    if found is not None and found.data.get("packs"):
        named = listed(found.data["packs"])
        streams.note(
            speech(
                f"按 {found.name} 使用规则包: {'、'.join(named)}（不读配置: --isolated）",
                f"rule packs by {found.name}: {', '.join(named)} (without: --isolated)",
            )
        )
    return kit, speech


def shown(configuration: "Configuration", paths: Sequence[Path | None], speech: Speech) -> Iterator[str]:
    """
    The settings of each file as a configuration would say them, with where each comes from.
    """
    from disclint.session.configured import suppressions  # noqa: PLC0415

    for number, path in enumerate(paths):
        configuration.options(path)
        found = configuration.config(path)
        name = str(path) if path else speech("标准输入", "standard input")
        where = found.name if found else speech("没有", "none")
        yield "\n" if number else ""
        yield f"# {name}  {speech('配置文件', 'configuration')}: {where}\n"
        for key, setting in configuration.resolved(path).items():
            if setting.value is None:
                continue
            written = f"{key} = {_toml(setting.value)}"
            said = ", ".join(_origin(each, speech) for each in setting.origins)
            yield f"{written}  # {said}\n"
        if found is not None:
            applying = {each.where for each in configuration.options(path).suppressions}
            for each in suppressions(found):
                if each.where in applying:
                    yield f"# [[suppress]] {', '.join(each.rules)}: {each.reason}  # {each.where}\n"


def _origin(where: str, speech: Speech) -> str:
    from disclint.session.layering import BY_DEFAULT, BY_HAND, ENVIRONMENT  # noqa: PLC0415

    words = {
        BY_DEFAULT: speech("默认", "default"),
        BY_HAND: speech("命令行", "command line"),
        ENVIRONMENT: speech(f"环境变量 {VARIABLE}", f"the variable {VARIABLE}"),
    }
    return words.get(where, where)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_toml(key)} = {_toml(each)}' for key, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def run_settings(configuration: "Configuration", path: Path | None) -> dict[str, Any]:
    """
    What holds for a whole run, by the configuration for its first file or folder.

    Of `output-format` a list, files as they are seen from the current folder.
    """
    from disclint.session.config import listed  # noqa: PLC0415

    at = path / "_" if path is not None and path.is_dir() else path
    found = configuration.resolved(at)
    setting = found["output-format"]
    config = None if "output-format" in configuration.given else configuration.config(at)
    try:
        written = [
            Format("output-format", FORMATS).convert(each, None, None) for each in listed(setting.value)
        ]
        wanted(written, (), None)
    except UsageError as error:
        raise setting.error(error) from error
    if config is not None:
        written = [_beside(config.folder, each) for each in written]
    return {key: each.value for key, each in found.items()} | {"output-format": tuple(written)}


def _beside(folder: Path, written: str) -> str:
    """
    A format whose file lies in a folder, if it names one.
    """
    name, colon, file = written.partition(":")
    return f"{name}:{folder / file}" if colon else name
