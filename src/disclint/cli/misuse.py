"""
Errors of click in words of ours, in two languages.
"""

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

import click

from disclint.errors import UsageError

_REFUSED = re.compile(r"'?(.*?)'? is not (?:in the range|a valid) ", re.DOTALL)
# Click has no class of its own for this error.
_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")


def worded(error: click.UsageError, command: str | None = None) -> UsageError:
    """
    An error of click in our words; `command` is the one that was called, which click does not always know.
    """
    see = error.ctx.command_path if error.ctx else f"disclint {command or ''}"
    see = f"{see.strip()} -h"
    ranged = _out_of_range(error)
    if ranged is not None:
        return ranged
    words = _WORDINGS.get(type(error), _plainly)(error)
    if isinstance(error, click.NoSuchOption):
        near = get_close_matches(error.option_name, error.possibilities or (), 1, 0.7)
        if near:
            return UsageError(
                words[1],
                f"did you mean {near[0]}?",
                zh=(words[0], f"是不是想写 {near[0]}？"),
            )
    return UsageError(words[1], f"see {see}", zh=(words[0], f"用法见 {see}"))


def _out_of_range(error: click.UsageError) -> UsageError | None:
    """
    The error about a value that is no number between two bounds; None for any other.
    """
    if not isinstance(error, click.BadParameter) or error.param is None:
        return None
    type_, refused = error.param.type, _REFUSED.match(error.message)
    if refused is None or not isinstance(type_, click.IntRange | click.FloatRange):
        return None
    option, value = error.param.opts[0], refused[1]
    whole = isinstance(type_, click.IntRange)
    return UsageError(
        f"{option} cannot be '{value}'",
        f"give a {'whole ' if whole else ''}number from {type_.min} to {type_.max}",
        zh=(f"{option} 不能是“{value}”", f"请写 {type_.min} 到 {type_.max} 的{'整数' if whole else '数'}"),
    )


def _plainly(error: click.UsageError) -> tuple[str, str]:
    extra = _EXTRA.search(error.format_message())
    if extra:
        return f"多余的参数 {extra[1]}", f"the argument {extra[1]} is too many"
    return f"参数不对：{error.format_message()}", error.format_message().rstrip(".")


def _no_option(error: Any) -> tuple[str, str]:
    return f"没有选项 {error.option_name}", f"there is no option {error.option_name}"


def _option_usage(error: Any) -> tuple[str, str]:
    return (
        f"选项 {error.option_name} 后面要写一个值",
        f"option {error.option_name} needs a value",
    )


def _missing(error: Any) -> tuple[str, str]:
    name = error.param.make_metavar(error.ctx) if error.param else ""
    if isinstance(error.param, click.Option):
        option = f"{error.param.opts[0]} {name}"
        return f"缺少选项 {option}", f"the option {option} is missing"
    return f"缺少参数 {name}", f"the argument {name} is missing"


_WORDINGS: dict[type[click.UsageError], Callable[[Any], tuple[str, str]]] = {
    click.NoSuchOption: _no_option,
    click.BadOptionUsage: _option_usage,
    click.MissingParameter: _missing,
}
