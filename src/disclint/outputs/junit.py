"""
JUnit XML for build servers: a suite a file, a case a finding.

A case fails if its finding makes the exit code 1; what is less severe passes, and says so in its output.
"""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from disclint.diagnostics import Diagnostic
from disclint.outputs import checklist, names, place
from disclint.outputs.view import View
from disclint.result import DECLINED, NEVER, UNREADABLE, Result


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    One document.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="disclint">\n'
    for result in results:
        suite = _suite(result, view)
        # What says that it is UTF-8 is so on a GBK console as well.
        yield suite.encode("ascii", "xmlcharrefreplace").decode() if view.ascii_only else suite
    yield "</testsuites>\n"


def _suite(result: Result, view: View) -> str:
    kind = "error" if result.status == UNREADABLE else "failure"
    failing = () if result.fail_on == NEVER else tuple(result.at_least(result.fail_on))
    cases = [_finding(result, each, kind if each in failing else "", view) for each in result.diagnostics]
    cases += [_suppressed(result, each, view) for each in result.suppressed]
    skipped = len(result.suppressed)
    if result.status == DECLINED:
        cases.append(_skipped(result, view.pick("是否检查", "checked"), names.declined(result.reason, view)))
        skipped += 1
    if not cases:
        cases = [_case(result, view.pick("没有发现问题", "nothing found"), ())]
    counts = {
        "tests": len(cases),
        "failures": len(failing) if kind == "failure" else 0,
        "errors": len(failing) if kind == "error" else 0,
        "skipped": skipped,
    }
    given = " ".join(f'{key}="{value}"' for key, value in counts.items())
    return f"  <testsuite name={_quoted(result.path)} {given}>\n{''.join(cases)}  </testsuite>\n"


def _finding(result: Result, each: Diagnostic, kind: str, view: View) -> str:
    severity = names.severity(each.severity, view)
    message = " ".join(view.say(each.message).split())
    lines = [f"{place.short(result, each.span, view)}: {severity}[{each.rule}]: {message}"]
    trail = place.trail(result, each.address, view)
    lines += [trail] if trail else []
    if each.suggestion is not None:
        lines.append(f"{view.pick('处理', 'fix')}: {view.say(each.suggestion.text)}")
    lines += [f"{view.pick('依据', 'basis')}: {view.say(basis)}" for basis in each.basis]
    told = _text("\n".join(lines))
    if kind:
        inner = f"<{kind} type={_quoted(each.severity)} message={_quoted(message)}>{told}</{kind}>"
    else:
        inner = f"<system-out>{told}</system-out>"
    return _case(result, f"{each.rule} {place.spot(result.locate(each.span), view)}".strip(), [inner])


def _suppressed(result: Result, each: Diagnostic, view: View) -> str:
    why = each.suppressed.reason if each.suppressed else ""
    said = view.pick(f"已忽略：{why}", f"suppressed: {why}")
    return _skipped(result, f"{each.rule} {place.spot(result.locate(each.span), view)}".strip(), said)


def _skipped(result: Result, name: str, message: str) -> str:
    return _case(result, name, [f"<skipped message={_quoted(message)}/>"])


def _case(result: Result, name: str, inner: Sequence[str]) -> str:
    opening = f"    <testcase classname={_quoted(result.path)} name={_quoted(name)}"
    return f"{opening}>{''.join(inner)}</testcase>\n" if inner else f"{opening}/>\n"


def _quoted(words: str) -> str:
    return quoteattr(checklist.printable(words))


def _text(words: str) -> str:
    return escape(checklist.printable(words))
