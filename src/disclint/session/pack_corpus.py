"""
The rules of a pack on all reports below a folder, and the figures of another time.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from disclint import schemas
from disclint.diagnostics import CRASHED, Verdict
from disclint.engine import Settings, run
from disclint.errors import UsageError, system_words
from disclint.facts import facts_of
from disclint.outputs import jsontext
from disclint.packs.kit import Kit
from disclint.packs.rates import Counts, counted
from disclint.readers import Unreadable
from disclint.rules.model import Rule
from disclint.session import files, reading

# Is given the files to go through, and may tell someone how far it is.
Heard = Callable[[Sequence[Path]], Iterable[Path]]


def count(kit: Kit, folder: str, rules: Sequence[Rule], heard: Heard) -> Counts:
    """
    How these rules end on the reports below a folder.  Raises UsageError if there are none.
    """
    wanted = frozenset(each.id for each in rules)
    settings = Settings(runs=lambda id, _: id in wanted)
    return counted((_verdicts(kit, each, settings) for each in heard(files.find([folder]))), rules)


def _verdicts(kit: Kit, path: Path, settings: Settings) -> Iterable[Verdict] | None:
    try:
        parsed = reading.parse_bytes(reading.content(path), str(path), kit)
    except (Unreadable, UsageError):
        return None
    facts = facts_of(parsed.report, parsed.flow, parsed.source, kit.editions, kit.pack.vocabulary)
    return run(kit.program, facts, settings).verdicts


def saved(path: str) -> Counts:
    """
    The figures in a file that `written` made.  Raises UsageError.
    """
    place = Path(path)
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
    except OSError as error:
        why = system_words(error)
        raise UsageError(
            f"the earlier figures cannot be read: {why['en']}",
            "name a file that --save wrote",
            place,
            zh=(f"读不到上一次的数据：{why['zh']}", "请给出 --save 写出的文件"),
        ) from error
    except (ValueError, RecursionError) as error:
        raise _none(place, str(error)) from error
    refused = schemas.first_refused(data, "rates", lambda _: None)
    if refused is not None:
        raise _none(place, refused.message)
    return Counts(data["reports"], data["rules"], data["unread"])


def _none(path: Path, why: str) -> UsageError:
    return UsageError(
        f"this is no file of earlier figures: {why}",
        "name a file that --save wrote",
        path,
        zh=(f"这不是上一次的数据：{why}", "请给出 --save 写出的文件"),
    )


def written(kit: Kit, counts: Counts) -> Iterator[str]:
    """
    The figures as JSON, a rule a line.
    """
    yield (
        jsontext.spread(
            {
                "version": 1,
                "pack": kit.pack.id,
                "reports": counts.reports,
                "unread": counts.unread,
                "rules": counts.rules,
            }
        )
        + "\n"
    )


def has_crashed(counts: Counts) -> bool:
    """
    Whether a rule crashed on a report.
    """
    return any(each[CRASHED] for each in counts.rules.values())
