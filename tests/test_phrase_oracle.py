"""
Phrases held against a matcher that tries everything, a character at a time; shares no code with what it is held against.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from attrs import frozen
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from disclint.phrases import (
    Finder,
    Index,
    Match,
    Phrase,
    PhraseError,
    clause,
    compile_phrase,
    compile_regex,
    index,
    sentence,
    writing,
)
from disclint.phrases.grammar import parse
from disclint.source import Flow

OFTEN = settings(max_examples=45, deadline=None, derandomize=True)
STOPS = "。;!?"
LETTERS = "收到申请办"
# What a gap does not go over.
BARRED = {"..": ",。;:!?0123456789", "~": "。;!?0123456789", "*": "。;!?"}


@frozen
class Part:
    """
    A part of a phrase: its kind, what it says, and what is inside, one list of parts an alternative.
    """

    kind: str
    said: str = ""
    inside: tuple[tuple["Part", ...], ...] = ()
    optional: bool = False

    def __str__(self) -> str:
        """
        How it is written.
        """
        inner = "|".join("".join(map(str, each)) for each in self.inside)
        match self.kind:
            case "words":
                return self.said
            case "choice":
                return f"{{{inner}}}{'?' if self.optional else ''}"
            case "guard":
                return f"{{{self.said}{inner}}}"
            case _:
                return f"{{{self.said}}}"


Parts = tuple[Part, ...]
# Where it ends, and what it read by the way: name, value and place.
Reading = tuple[int, tuple[tuple[str, int, int], ...]]


def words(most: int = 2, letters: str = LETTERS) -> st.SearchStrategy[Part]:
    return st.text(letters, min_size=1, max_size=most).map(lambda each: Part("words", each))


GAPS = st.builds(
    lambda kind, reach: Part("gap", f"{kind}{reach}"), st.sampled_from(sorted(BARRED)), st.integers(1, 4)
)
COUNTS = st.sampled_from("ab").map(lambda name: Part("count", f"{name}:count"))
EDGES = st.sampled_from("^$").map(lambda side: Part("edge", side))
ENDS = st.sampled_from(["。", "。收", ";", ",", "收。申"]).map(lambda each: Part("words", each))


def choices(inner: st.SearchStrategy[Part], most: int = 3) -> st.SearchStrategy[Part]:
    options = st.lists(st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=1, max_size=most)
    return st.builds(lambda each, optional: Part("choice", "", tuple(each), optional), options, st.booleans())


def guards(inner: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    options = st.lists(st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=1, max_size=2)
    return st.builds(
        lambda sign, each: Part("guard", sign, tuple(each)), st.sampled_from(["!", "<!"]), options
    )


ONE = st.one_of(words(), COUNTS, ENDS)
PART = st.one_of(
    words(), words(), choices(words()), choices(ONE), choices(st.one_of(ONE, choices(ONE), GAPS, EDGES)),
    GAPS, COUNTS, EDGES, ENDS, guards(words()), guards(st.one_of(words(), choices(words()))),
)  # fmt: skip
PHRASES = st.lists(PART, min_size=1, max_size=5).map(tuple)
TEXTS = st.lists(
    st.sampled_from([*LETTERS, *LETTERS, "收到", "申请", "3件", "12件", "7", "。", ";", ",", "!", ":", "\n"]), max_size=16
).map("".join)  # fmt: skip
SEVERAL = st.lists(TEXTS, min_size=4, max_size=8)


def readings(parts: Parts, text: str, at: int) -> Iterator[Reading]:
    """
    All ways to read the parts from a place of a text, the nearest and first named first.
    """
    if not parts:
        yield at, ()
        return
    for end, read in one(parts[0], text, at):
        for last, more in readings(parts[1:], text, end):
            yield last, read + more


def one(part: Part, text: str, at: int) -> Iterator[Reading]:
    yield from {"words": word, "gap": gap, "count": counted, "edge": edge, "choice": choice, "guard": guard}[
        part.kind
    ](part, text, at)


def word(part: Part, text: str, at: int) -> Iterator[Reading]:
    if text.startswith(part.said, at):
        yield at + len(part.said), ()


def gap(part: Part, text: str, at: int) -> Iterator[Reading]:
    kind, reach = part.said.rstrip("0123456789"), int(part.said.lstrip(".~*"))
    for taken in range(reach + 1):
        if at + taken > len(text) or any(each in BARRED[kind] for each in text[at : at + taken]):
            return
        yield at + taken, ()


def counted(part: Part, text: str, at: int) -> Iterator[Reading]:
    end = at
    while end < len(text) and text[end].isdigit():
        end += 1
    if at < end < len(text) and not text[at - 1 : at].isdigit() and text[end] == "件":
        yield end + 1, ((part.said[0], int(text[at:end]), at),)


def edge(part: Part, text: str, at: int) -> Iterator[Reading]:
    if at == (0 if part.said == "^" else len(text)):
        yield at, ()


def choice(part: Part, text: str, at: int) -> Iterator[Reading]:
    for each in part.inside:
        yield from readings(each, text, at)
    if part.optional:
        yield at, ()


def guard(part: Part, text: str, at: int) -> Iterator[Reading]:
    if part.said == "!":
        stands = any(True for each in part.inside for _ in readings(each, text, at))
    else:
        starts = [(each, start) for each in part.inside for start in range(at + 1)]
        stands = any(end == at for each, start in starts for end, _ in readings(each, text[:at], start))
    if not stands:
        yield at, ()


def first(parts: Parts, text: str, at: int) -> Reading | None:
    return next(readings(parts, text, at), None)


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for each in text.split("\n"):
        if each:
            yield at, each
        at += len(each)


Told = tuple[int, int, tuple[tuple[str, int, int], ...]]


def told(parts: Parts, text: str, shift: int = 0) -> Iterator[Told]:
    """
    The occurrences in one paragraph, left to right, none overlapping.
    """
    at = 0
    while at <= len(text):
        found = first(parts, text, at)
        if found is None:
            at += 1
            continue
        end, read = found
        values = {name: (name, value, place + shift) for name, value, place in reversed(read)}
        yield at + shift, end + shift, tuple(sorted(values.values()))
        at = end


def shown(match: Match) -> Told:
    values = [(name, int(each.value or 0), each.start) for name, each in match.captures.items()]
    return match.start, match.end, tuple(sorted(values))


def compiled(parts: Parts) -> Phrase:
    """
    The phrase; none that is refused.
    """
    try:
        return compile_phrase("".join(map(str, parts)))
    except PhraseError:
        assume(False)  # noqa: FBT003
        raise


def flow_of(text: str) -> Flow:
    # Each line is a paragraph.
    return Flow.of(text, hard_wrapped=False)


@OFTEN
@given(PHRASES, SEVERAL)
def test_a_phrase_is_found_where_trying_everything_finds_it(parts: Parts, texts: list[str]) -> None:
    phrase = compiled(parts)
    for text in texts:
        ensure_found(phrase, parts, text)


def ensure_found(phrase: Phrase, parts: Parts, text: str) -> None:
    flow = flow_of(text)
    expected = [each for at, paragraph in paragraphs(text) for each in told(parts, paragraph, at)]
    assert [shown(each) for each in phrase.find(flow)] == expected
    for at, paragraph in paragraphs(text):
        for start in range(len(paragraph)):
            # What stands before the place is not looked at.
            here = first(parts, paragraph[start:], 0)
            found = phrase.at(flow, at + start, len(flow.text))
            assert (found and found.end) == (here and here[0] + at + start)


@OFTEN
@given(PHRASES, SEVERAL)
def test_a_text_that_is_no_flow_is_searched_as_one_paragraph(parts: Parts, texts: list[str]) -> None:
    phrase = compiled(parts)
    for text in texts:
        line = text.replace("\n", "")
        found = phrase.search(line)
        expected = next(told(parts, line), None)
        assert (found and shown(found)) == expected


@OFTEN
@given(PHRASES, TEXTS, st.data())
def test_a_stretch_is_searched_as_if_it_were_all_there_is(
    parts: Parts, text: str, data: st.DataObject
) -> None:
    phrase, flow = compiled(parts), flow_of(text)
    start = data.draw(st.integers(0, len(flow.text)))
    end = data.draw(st.integers(start, len(flow.text)))
    expected = []
    for at, paragraph in paragraphs(text):
        begin, stop = max(at, start), min(at + len(paragraph), end)
        if begin < stop:
            expected += list(told(parts, paragraph[begin - at : stop - at], begin))
    assert [shown(each) for each in phrase.find(flow, start, end)] == expected


SHARED = Index()


@settings(OFTEN, max_examples=25)
@given(st.lists(PHRASES, min_size=1, max_size=4), st.lists(TEXTS, min_size=1, max_size=3), st.data())
def test_a_finder_of_many_phrases_finds_them_as_one_by_one(
    several: list[Parts], texts: list[str], data: st.DataObject
) -> None:
    phrases = [compiled(each) for each in several]
    # An index that learns by the way, and one that has learned much before.
    for known in (Index(), SHARED):
        for text in texts:
            flow = flow_of(text)
            cut = data.draw(st.integers(0, len(flow.text)))
            stretches = ((0, cut), (cut, len(flow.text)))
            finder = Finder(flow, known)
            for phrase in phrases:
                expected = [each for first, last in stretches for each in phrase.find(flow, first, last)]
                assert list(finder.find(phrase, stretches)) == expected
                assert finder.occurs(phrase, stretches) == bool(expected)
                for each in stretches:
                    assert finder.occurs(phrase, (each,)) == any(phrase.find(flow, *each))
            found = {each for each in phrases if any(each.find(flow))}
            assert found <= set(finder.possible(phrases))
            assert found <= finder.heard([(each, each) for each in phrases])  # type: ignore[misc, operator, comparison-overlap]
            for begin, paragraph in paragraphs(text):
                stretch = begin, begin + len(paragraph)
                inside = {each for each in phrases if any(each.find(flow, *stretch))}
                assert inside <= finder.possible_in(set(phrases), stretch)
                assert all(finder.may_be(each, finder.within(stretch)) for each in inside)


def sentences(text: str) -> list[str]:
    """
    Each with its full stop, in order.
    """
    found = []
    for _, paragraph in paragraphs(text):
        rest = paragraph
        while rest:
            end = next((at + 1 for at, each in enumerate(rest) if each in STOPS), len(rest))
            found.append(rest[:end])
            rest = rest[end:]
    return found


# No word begins in one line and ends in the next.
STOPPED = TEXTS.map(lambda each: each.replace("\n", "。\n"))
PLAIN = st.text(LETTERS, min_size=1, max_size=3)


@settings(OFTEN, max_examples=40)
@given(st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=6), st.lists(STOPPED, min_size=3, max_size=6))
def test_a_phrase_may_be_in_sentences_that_have_all_its_words_and_in_no_others(
    pairs: list[tuple[str, str]], texts: list[str]
) -> None:
    phrases = {compile_phrase(f"{one}{{~3}}{{{two}|{two}收}}"): (one, two) for one, two in pairs}
    known = Index()
    for text in texts:
        finder, parts = Finder(flow_of(text), known), sentences(text)
        for phrase, (one, two) in phrases.items():
            has = [one in each and two in each for each in parts]
            mask = sum(1 << at for at, each in enumerate(has) if each)
            assert finder.may_occur(phrase) == any(has)
            assert Index().may_be(phrase, text) == (one in text and two in text)
            assert finder.sentences([phrase]) == mask
            assert finder.may_be(phrase, mask) == any(has)
            assert not finder.may_be(phrase, ~mask)
        likely = [
            each for each, (one, two) in phrases.items() if any(one in part and two in part for part in parts)
        ]
        assert finder.possible(phrases) == likely
        assert Finder(flow_of(text), known).heard([(each, each.words) for each in phrases]) == {
            each.words for each in likely
        }
        for begin, paragraph in paragraphs(text):
            inside = sentences(paragraph)
            assert finder.possible_in(phrases.keys(), (begin, begin + len(paragraph))) == {
                each
                for each, (one, two) in phrases.items()
                if any(one in part and two in part for part in inside)
            }


@OFTEN
@given(PHRASES, st.data())
def test_what_a_phrase_is_written_of_stands_where_it_was_written(parts: Parts, data: st.DataObject) -> None:
    said = "".join(map(str, parts))
    # Blanks may be anywhere in its words.
    pieces = [
        each + (data.draw(st.sampled_from(["", " ", "\u3000"])) if each in LETTERS else "") for each in said
    ]
    read = compiled(parts).lowered.phrase
    assert writing.written(read) == said
    blank = "".join(pieces)
    spaced = parse(blank)
    assert writing.written(spaced) == said
    items, at = list(spaced.items), 0
    for each in parts:
        while blank[at : at + 1].isspace():
            at += 1
        length = written_length(str(each), blank[at:])
        if each.kind != "words":
            assert [item.at for item in items if item.at == at]
        at += length


def written_length(said: str, blank: str) -> int:
    """
    How much of a text with blanks it takes to say something.
    """
    left, taken = list(said), 0
    for each in blank:
        if not left:
            break
        if left[0] == each:
            left.pop(0)
        taken += 1
    return taken


@pytest.mark.parametrize(
    ("phrase", "edges", "plain"),
    [
        ("收到", (False, False), ("收到",)),
        ("{收到|受理}", (False, False), ("收到", "受理")),
        ("{收到|受理}?申请", (False, False), None),
        ("{^}收到", (True, False), None),
        ("收到{$}", (False, True), None),
        ("{收到{~2}申请|受理}", (False, False), None),
    ],
)
def test_a_phrase_tells_how_simple_it_is(
    phrase: str,
    edges: tuple[bool, bool],
    plain: tuple[str, ...] | None,
) -> None:
    found = compile_phrase(phrase)
    assert (found.begins, found.ends, found.plain) == (*edges, plain)


# The clause around a place, a character at a time.
MARKS = ",。;:!?"


def ends_a_clause(text: str, at: int) -> bool:
    between = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit() and at > 0
    return text[at] in MARKS and not (text[at] in ",:" and between)


def reach(text: str, at: int, step: int, *, brackets: bool) -> int | None:
    """
    How far the clause goes in one direction; None if brackets are left open.
    """
    opening, depth = ("(" if step > 0 else ")"), 0
    here = at if step > 0 else at - 1
    while 0 <= here < len(text):
        if brackets and text[here] in "()":
            depth += 1 if text[here] == opening else -1
            if depth < 0:
                return here
        elif depth == 0 and ends_a_clause(text, here):
            return here
        here += step
    return here if depth == 0 else None


def clause_around(text: str, at: int) -> tuple[int, int]:
    sides = []
    for step in (-1, 1):
        end = reach(text, at, step, brackets=True)
        sides.append(reach(text, at, step, brackets=False) if end is None else end)
    start, end = sides
    assert start is not None
    assert end is not None
    return start + 1, end


@OFTEN
@given(st.text("甲乙,。;:()12\n", max_size=40).filter(lambda text: "\n1" not in text and "\n2" not in text))
def test_a_clause_is_what_one_finds_by_going_left_and_right(text: str) -> None:
    flow = flow_of(text)
    for begin, paragraph in paragraphs(text):
        for at in range(len(paragraph)):
            if paragraph[at] in "甲乙12":
                start, end = clause_around(paragraph, at)
                assert clause(flow, begin + at) == (begin + start, begin + end)
                left, _, _ = paragraph[at:].replace(";", "。").partition("。")
                right = paragraph[:at].replace(";", "。").rpartition("。")[2]
                assert sentence(flow, begin + at) == (begin + at - len(right), begin + at + len(left))


SCALES = {"": 1, "万": 10**4, "亿": 10**8}


BEFORE = ("", "约", "近", "超过", "不足", "逾", "不到", "大约", "接近")
AFTER = ("以上", "左右", "以下", "以内", "上下")


@pytest.mark.parametrize(("scale", "unit"), list(product(SCALES, "件元")))
@pytest.mark.parametrize(
    ("before", "open_end", "after"),
    [
        *((each, "", "") for each in BEFORE),
        *(("", each, "") for each in "余多"),
        *(("", "", each) for each in AFTER),
    ],
)
def test_what_a_value_may_stand_for(before: str, open_end: str, after: str, scale: str, unit: str) -> None:
    drawn = Random(f"{before}{open_end}{after}{scale}{unit}")
    phrase = compile_phrase("{v:money}" if unit == "元" else "{v:count}")
    for _ in range(20):
        number, places = (
            drawn.choice([1, 5, 9, 10, 12, 30, 230, 999, 1000, drawn.randrange(1, 99_999)]),
            drawn.randrange(3),
        )
        amount = Decimal(number).scaleb(-places)
        text = f"{before}{amount:f}{open_end}{scale}{unit}{after}"
        found = phrase.search(text)
        assert found is not None
        read = found.captures["v"]
        exact, step = amount * SCALES[scale], Decimal(SCALES[scale]).scaleb(-places)
        digit = step
        while exact % (digit * 10) == 0:
            digit *= 10
        assert (read.value, read.step, read.decimals, read.unit) == (exact, step, places, unit)
        assert (read.start, read.end) == (0, len(text))
        assert (read.low, read.high) == bounds(before + after, open_end, exact, digit, (step, scale, unit))
        assert read.kind == ("money" if unit == "元" else "count")


def bounds(
    said: str, open_end: str, exact: Decimal, digit: Decimal, written: tuple[Decimal, str, str]
) -> tuple[Decimal, Decimal | None]:
    step, scale, unit = written
    known = {
        # 200余 stays below 300.
        "余": (exact, exact + digit),
        "约": (max(Decimal(0), exact - digit / 2), exact + digit / 2),
        "近": (exact - digit if exact > digit else exact / 2, exact),
        "不足": (Decimal(0), exact),
        "超过": (exact, None),
    }
    if open_end or said:
        return known[LIKE.get(open_end or said, open_end or said)]
    if scale == "亿" or (scale and unit == "件"):
        # Rounded, or cut off, to the last digit that is written.
        return exact - step / 2, exact + step
    return exact, exact


LIKE = {
    "多": "余", "大约": "约", "左右": "约", "上下": "约", "接近": "近", "不到": "不足", "以下": "不足", "以内": "不足", "逾": "超过", "以上": "超过",
}  # fmt: skip


CLASSES = {
    r"\w": lambda each: each.isalnum() or each == "_",
    r"\d": str.isdecimal,
    r"\s": str.isspace,
    "甲": lambda each: each == "甲",
    r"\-": lambda each: each == "-",
    r"\]": lambda each: each == "]",
}
SIGNS = "甲Ａa5５_-,。]\u3000"
BRACKETS = st.tuples(
    st.sampled_from(["", "[", "[^"]), st.lists(st.sampled_from(sorted(CLASSES)), min_size=1, max_size=2)
)


def takes(opening: str, classes: list[str], sign: str) -> bool:
    return any(CLASSES[each](sign) for each in classes) != (opening == "[^")


@OFTEN
@given(st.lists(BRACKETS, min_size=1, max_size=3))
def test_classes_of_regular_expressions_take_in_what_unicode_says(units: list[tuple[str, list[str]]]) -> None:
    units = [(opening, classes if opening else classes[:1]) for opening, classes in units]
    found = compile_regex(
        "".join(f"{opening}{''.join(classes)}{']' if opening else ''}" for opening, classes in units)
    )
    for at, (opening, classes) in enumerate(units):
        others = [next((each for each in SIGNS if takes(*unit, each)), "") for unit in units]
        for sign in SIGNS:
            text = "".join([*others[:at], sign, *others[at + 1 :]])
            whole = [(each.start, each.end) for each in found.within([(text, 0, len(text), 7)])]
            assert ((7, 7 + len(units)) in whole) == (takes(opening, classes, sign) and all(others))


@pytest.mark.parametrize(
    ("pattern", "taken"),
    [
        (r"[]甲]\d", {"]5", "甲5"}),
        (r"[^]甲]\d", {"乙5", "[5"}),
        (r"\d[]\w]", {"5]", "5乙"}),
        (r"\d[^]\w]", {"5["}),
        (r"[甲[]\w", {"甲5", "[5"}),
        (r"\d[[\w]", {"5[", "5乙"}),
    ],
)
def test_the_first_sign_in_brackets_is_a_sign(pattern: str, taken: set[str]) -> None:
    texts = ["]5", "甲5", "乙5", "[5", "]甲]", "5]", "5[", "5乙"]
    found = compile_regex(pattern)
    spans = {each: [(one.start, one.end) for one in found.find(Flow.of(each))] for each in texts}
    assert {each for each, here in spans.items() if (0, 2) in here} == taken


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        # One step each for 甲, 乙 …, 60 for a gap, each for as many ways as there are before it: 1 + 60 + 61 + 61 × 60 + 61² + …
        ("甲{~60}乙{~60}丙{~60}丁", 1 + 60 + 61 + 61 * 60 + 61**2 + 61**2 * 60 + 61**3),
        # To read a number takes twelve.
        ("{n:count}{~60}丙{~60}丁{~60}丁", 12 + 60 + 61 + 61 * 60 + 61**2 + 61**2 * 60 + 61**3),
        # One digit is a number, and fits in at all places.
        ("甲{~60}{{x:number}|乙丙}{~60}丁{~60}丁", 1 + 60 + 61 * 13 + 122 * (60 + 61 + 61 * 60 + 61**2)),
        # 乙乙 fits in at half the places.
        ("甲{~60}乙乙{~60}丙丙{~60}丁丁", 1 + 60 + 31 + 31 * 60 + 31**2 + 31**2 * 60 + 31**3),
        # What is optional doubles the ways; what has two words, too, if one begins with the other.
        ("甲{乙}?{~60}丙{~60}丁{~60}丁", 1 + 1 + 2 * (60 + 61 + 61 * 60 + 61**2 + 61**2 * 60 + 61**3)),
        ("甲{乙|乙甲}{~60}丙{~60}丁{~60}丁", 1 + 2 + 2 * (60 + 61 + 61 * 60 + 61**2 + 61**2 * 60 + 61**3)),
        ("甲{乙|丙}{~60}丙{~60}丁{~60}丁", 1 + 2 + 60 + 61 + 61 * 60 + 61**2 + 61**2 * 60 + 61**3),
    ],
)
def test_who_multiplies_gaps_is_told_by_how_much(words: str, readings: int) -> None:
    with pytest.raises(
        PhraseError, match=f"the gaps allow {readings} readings of one place, more than 50000"
    ):
        compile_phrase(words)


@pytest.mark.parametrize(
    ("words", "anchors"),
    [
        ("收到{..3}政府信息公开", {"政府信息公开"}),
        ("政府信息公开{..3}收到", {"政府信息公开"}),
        # One of the longest, and of these the fewest.
        ("{收到|受理政府信息公开}{..3}申请书", {"申请书"}),
        ("{收到|受理|接收}{..3}{申请|来信}", {"申请", "来信"}),
        ("收到{申请书}?", {"收到"}),
        # Who finds 申请 finds 依申请公开.
        ("{依申请公开|申请|申请书}", {"申请"}),
        ("{{收到|受理}{..2}申请书|信函}", {"申请书", "信函"}),
        ("{m:money}", {"元"}),
        ("{p:percent}", {"%", "﹪", "百分之"}),
        ("{n:count}", set()),
        ("{收到|{n:count}}", set()),
    ],
)
def test_a_phrase_names_the_words_that_tell_most(words: str, anchors: set[str]) -> None:
    assert compile_phrase(words).anchors == anchors


def test_a_long_text_with_few_places_is_looked_through() -> None:
    sketch = compile_phrase("收到{..8}{n:count}{..8}申请").lowered.sketch
    assert sketch is not None
    text = "申请" + "甲" * 200_000
    for end, is_there in (("收到", False), ("收到8件申请", True)):
        long = text + end
        assert sketch.may_occur([(long, 0, len(long), 0)]) == is_there
    # What would take long to find out may be.
    assert sketch.is_like([("收到" * 100_000, 0, 200_000, 0)])


@OFTEN
@given(TEXTS, st.data())
def test_a_stretch_is_in_the_sentences_it_shares_characters_with(text: str, data: st.DataObject) -> None:
    flow = flow_of(text)
    start = data.draw(st.integers(0, len(flow.text)))
    end = data.draw(st.integers(start, len(flow.text)))
    begin, mask = 0, 0
    for number, each in enumerate(sentences(text)):
        mask |= (max(start, begin) < min(end, begin + len(each))) << number
        begin += len(each)
    assert Finder(flow).within((start, end)) == mask


def test_an_index_remembers_no_more_sentences_than_it_may() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "_MOST_REMEMBERED", 3)
        shared, phrase = Index(), compile_phrase("收到{..3}申请")
        for number in range(20):
            finder = Finder(flow_of(f"收到{number}。收到申请{number}。第{number}句。"), shared)
            assert finder.may_occur(phrase)
            assert len(shared._remembered) <= 3  # noqa: SLF001 - nobody else tells
        assert shared.narrow == {phrase}
