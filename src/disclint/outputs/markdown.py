"""
The 整改清单 as a table in Markdown, with the files that were not checked below it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from disclint.outputs import checklist, ink, names
from disclint.outputs.view import View
from disclint.result import DECLINED, Result

# What Markdown, or the HTML in it, would take for its own.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&!]")


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    A row for each finding; then what else there is to say.
    """
    head = checklist.head(view)
    yield f"# {view.pick('政府信息公开年度报告整改清单', 'What is to be put right in the reports')}\n\n"
    yield f"{_row(head)}{_row(['---'] * len(head), is_rule=True)}"
    number = files = 0
    suppressed: Counter[str] = Counter()
    declined = []
    for result in results:
        yield ""
        for number, each in enumerate(checklist.entries(result, view), number + 1):  # noqa: B020 - it goes on counting
            yield _row(each.cells(number, view))
        files += result.is_report
        suppressed.update(each.suppressed.kind for each in result.suppressed if each.suppressed)
        if result.status == DECLINED:
            declined.append(
                f"{escaped(result.path)}{view.pick('：', ': ')}{names.declined(result.reason, view)}"
            )
    yield (
        "\n"
        + view.pick(f"共检查 {files} 个文件，{number} 个问题。", f"{files} files, {number} findings.")
        + "\n"
    )
    if suppressed:
        total = sum(suppressed.values())
        yield (
            "\n"
            + view.pick(f"另有 {total} 个问题已忽略，不在表内。", f"{total} suppressed, not listed.")
            + "\n"
        )
    if declined:
        yield f"\n## {view.pick('未检查的文件', 'Files that were not checked')}\n\n"
        yield from (f"* {each}\n" for each in declined)


def escaped(words: str) -> str:
    """
    Words on one line that mean nothing to Markdown, nor to a terminal.
    """
    return (
        _SPECIAL.sub(r"\\\g<0>", ink.named(" ".join(words.split())))
        .replace("\\<", "&lt;")
        .replace("\\&", "&amp;")
    )


def _row(cells: Iterable[str | int], *, is_rule: bool = False) -> str:
    written = (str(each) if is_rule else "<br>".join(map(escaped, str(each).split("\n"))) for each in cells)
    return f"| {' | '.join(written)} |\n"
