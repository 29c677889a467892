"""
Phrases: every spelling of a number is read back at its place, and no text makes looking slow.
"""

import time
from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from disclint.phrases import (
    Finder,
    Index,
    Match,
    Phrase,
    PhraseError,
    bits,
    clause,
    compile_phrase,
    finder,
    grammar,
    index,
    sentence,
    sentences,
)
from disclint.phrases.shape import MAX_DEPTH
from disclint.source import Flow

RECEIVED = "{收到|接收}{~14}申请{..10}{n:count}"
DIGITS = "零一二三四五六七八九"


def find(words: str, text: str) -> list[Match]:
    return list(compile_phrase(words).find(Flow.of(text)))


def only(words: str, text: str) -> Match:
    (match,) = find(words, text)
    return match


def found(words: str, text: str) -> list[str]:
    flow = Flow.of(text)
    return [flow.text[each.start : each.end] for each in compile_phrase(words).find(flow)]


def compiled(words: str) -> Phrase | PhraseError:
    try:
        return compile_phrase(words)
    except PhraseError as error:
        return error


def values(type: str, text: str) -> list[Decimal | None]:
    return [each.captures["v"].value for each in find(f"{{v:{type}}}", text)]


def chinese(number: int) -> str:
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        middle = "零" if 0 < low < 1_000 else ""
        return chinese(high) + "万" + middle + (chinese(low) if low else "")
    if number < 10:
        return DIGITS[number]
    written, open_nought = "", False
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if open_nought else "") + DIGITS[digit] + name
            open_nought = False
        elif written and number:
            open_nought = True
    return written


def spellings(number: int) -> list[str]:
    plain = str(number)
    return [
        plain,
        f"{number:,}",
        plain.translate({ord("0") + each: ord("０") + each for each in range(10)}),
        chinese(number),
        " ".join(plain),
    ]


@given(
    st.integers(0, 99_999_999),
    st.integers(0, 4),
    st.sampled_from(["件", "条", "人次", "笔"]),
    st.sampled_from(["全年共收到政府信息公开申请", "接收申请共计", "本年度，收到自然人申请"]),
    st.sampled_from(["。", "，均已答复。", "\n无", ""]),
)
@example(10, 3, "件", "接收申请共计", "。")
@example(1_000, 1, "件", "接收申请共计", "。")
def test_a_count_is_read_in_every_spelling_and_at_its_place(
    number: int, spelling: int, measure: str, before: str, after: str
) -> None:
    written = spellings(number)[spelling] + measure
    flow = Flow.of(before + written + after)
    (match,) = compile_phrase(RECEIVED).find(flow)
    count = match.captures["n"]
    assert (count.value, count.unit) == (number, measure)
    span = flow.span(count.start, count.end)
    assert flow.source_text[span.start : span.end] == written


@given(st.integers(0, 10**9), st.integers(0, 4), st.sampled_from(["", "万", "亿"]))
def test_money_is_exact(units: int, decimals: int, scale: str) -> None:
    amount = Decimal(units).scaleb(-decimals)
    money = only("{v:money}", f"实际收取{amount:f}{scale}元。").captures["v"]
    assert money.value == amount * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert money.decimals == decimals
    assert money.step == Decimal({"": 1, "万": 10**4, "亿": 10**8}[scale]).scaleb(-decimals)


@given(
    st.integers(1900, 2099),
    st.integers(1, 12),
    st.integers(1, 31),
    st.sampled_from(["digits", "words"]),
)
def test_a_day_is_read_in_digits_and_in_words(year: int, month: int, day: int, manner: str) -> None:
    if manner == "words":
        written = "".join(DIGITS[int(each)].replace("零", "〇") for each in str(year))
        written += f"年{chinese_small(month)}月{chinese_small(day)}日"
    else:
        written = f"{year}年{month}月{day}日"
    match = only("截至{v:day}", f"数据截至{written}止")
    assert match.captures["v"].parts == (year, month, day)


def chinese_small(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    return ten + (DIGITS[ones] if ones else "")


@pytest.mark.parametrize(
    ("written", "approximation", "low", "high"),
    [
        ("200件", None, 200, 200),
        ("近200件", "below", 100, 200),
        ("不足200件", "below", 0, 200),
        ("约200件", "about", 150, 250),
        ("200件左右", "about", 150, 250),
        ("200余件", "above", 200, 300),
        ("230多件", "above", 230, 240),
        ("1.2万余件", "above", 12_000, 13_000),
        ("10余万件", "above", 100_000, 200_000),
        ("超过200件", "above", 200, None),
        ("逾200件", "above", 200, None),
        ("200件以上", "above", 200, None),
        ("上百件", "above", 100, None),
        ("百余件", "above", 100, 200),
    ],
)
def test_an_approximation_is_an_interval(
    written: str, approximation: str | None, low: int, high: int | None
) -> None:
    # Whatever stands before it in the phrase.
    for words in ("收到{n:count}", "{<!共}{n:count}", "{<!共}{全部}?{n:count}"):
        count = only(words, f"收到{written}。").captures["n"]
        assert (count.approximation, count.low, count.high) == (approximation, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "第三条规定", "一次性告知", "3个月内", "20个工作日", "一部分", "几十件", "二三十件", "十几件",
        "第12件", "3部门", "一件多投", "123", "12.5.3件", "统一起来", "2024年", "3件均价", "12件均摊",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_count(text: str) -> None:
    assert values("count", text) == []


@pytest.mark.parametrize("text", ["12件均已办结", "12件均在期限内答复", "12件均予以公开", "12件均由专人办理"])
def test_a_count_of_which_all_is_said_is_one(text: str) -> None:
    assert values("count", text) == [12]


def test_a_bare_number_is_found_before_any_mark_that_the_phrase_allows() -> None:
    flow = Flow.of("收到申请2024年5件,收到申请十五;收到申请1,200。收到申请20余,")
    found = Finder(flow, Index()).find(compile_phrase("申请{n:number}{,|;|。}"), [(0, len(flow.text))])
    assert [each.captures["n"].value for each in found] == [15, 1200, 20]


def test_no_number_is_read_from_inside_another() -> None:
    assert values("count", "1,234件") == [1234]
    assert values("count", "2023,120件") == [120]
    assert values("year", "12024年") == []
    assert values("count", "预约3次,附近2家") == [3, 2]
    assert only("{v:count}", "预约3次").captures["v"].approximation is None


def test_percentages_keep_their_decimals() -> None:
    assert values("percent", "占75.2%,占百分之17.6,占百分之十五,增长3个百分点") == [
        Decimal("75.2"),
        Decimal("17.6"),
        15,
    ]
    assert only("{v:percent}", "75.20%").captures["v"].decimals == 2


def test_a_year_leaves_its_word_to_the_phrase() -> None:
    assert values("year", "2024年度、二〇二三年、2022") == [2024, 2023, 2022]
    assert found("{y:year}年1月1日", "自2024年1月1日起") == ["2024年1月1日"]


def test_a_gap_takes_the_nearest_number() -> None:
    match = only("收到{*20}{n:count}", "收到申请12件、来信30件")
    assert match.captures["n"].value == 12


def test_gaps_know_their_bounds() -> None:
    assert found("收到{..4}申请", "收到了,申请") == []
    assert found("收到{~4}申请", "收到了,申请") == ["收到了,申请"]
    assert found("收到{~4}申请", "收到了。申请") == []
    assert found("收到{~4}申请", "收到3次申请") == []
    assert found("收到{*4}申请", "收到3次申请") == ["收到3次申请"]
    assert found("收到{~4}申请", "收到甲乙丙丁戊申请") == []


def test_a_gap_tries_every_end() -> None:
    # The nearest 申请 is too far from the number.
    text = "收到申请人提出的政府信息公开申请12件"
    assert only("收到{~14}申请{..4}{n:count}", text).captures["n"].value == 12


def test_no_match_crosses_a_paragraph() -> None:
    assert found("收到{~6}申请", "收到的\n申请") == []
    assert found("{^}无{$}", "一、概述\n无\n无此情况\n") == ["无"]


def test_guards_look_both_ways() -> None:
    match = only("{<!不}予公开{!的}", "不予公开,予公开的,予公开")
    assert match.start == 10
    assert found("{<!{不|未}予}公开", "未予公开,公开") == ["公开"]


def test_a_stretch_of_the_flow_begins_like_a_paragraph() -> None:
    flow = Flow.of("六、其他需要报告的事项无")
    (match,) = compile_phrase("{^}无{$}").find(flow, 11)
    assert (match.start, match.end) == (11, 12)


def test_the_same_capture_may_stand_in_two_alternatives() -> None:
    phrase = compile_phrase("{申请{n:count}|{n:count}申请}")
    assert phrase.captures == (("n", "count"),)
    for text in ("申请5件", "5件申请"):
        match = phrase.search(text)
        assert match is not None
        assert match.captures["n"].value == 5


def test_an_alternative_without_words_leaves_no_anchor() -> None:
    assert compile_phrase("{{n:count}|甲}").anchors == frozenset()
    assert compile_phrase("{申请|依申请公开}{..4}{n:count}").anchors == {"申请"}
    assert found("{{n:count}|甲}", "12件") == ["12件"]


ALTERNATIVES = st.lists(st.text("收到申请办结公开", min_size=1, max_size=3), min_size=1, max_size=3)
PARTS = st.one_of(
    st.text("收到申请办结公开", min_size=1, max_size=3),
    ALTERNATIVES.map(lambda each: "{" + "|".join(each) + "}"),
    ALTERNATIVES.map(lambda each: "{" + "|".join(each) + "}?"),
    st.sampled_from(["{..3}", "{~5}", "{*4}", "{n:count}", "{{n:count}|甲}", "{!甲}", "{<!乙}"]),
)


@given(
    st.lists(PARTS, min_size=1, max_size=6).map("".join),
    st.text("收到申请办结公开12件,。甲乙", max_size=40),
)
def test_no_text_with_a_match_lacks_every_anchor_or_the_sketch(words: str, text: str) -> None:
    phrase = compiled(words)
    assume(isinstance(phrase, Phrase))
    for pattern in (phrase.lowered.exact, phrase.lowered.nearest):
        if pattern.search(text):
            assert not phrase.anchors or any(each in text for each in phrase.anchors)
            assert phrase.lowered.sketch is None or phrase.lowered.sketch.may_occur([(text, 0, len(text), 0)])
    # Committing to the nearest place loses matches, and makes none up.
    if phrase.lowered.nearest.search(text):
        assert phrase.lowered.exact.search(text)


@given(
    st.sampled_from(["count", "money", "percent", "number", "year", "day"]),
    st.sampled_from(["", "共", "{..4}", "{~2}元{*3}"]),
    st.lists(st.sampled_from(
        [*"0123456789一二两三十百千万亿零〇○,.余多约近超逾上人件份条部次个期元整%年月日号/-()共占,", "百分之", "大约", "不足", "以上", "左右",
         "人次", "2024", "二〇二四", "1,234", "12.5", "3月5日", "年度"]
    ), max_size=14).map("".join),
)  # fmt: skip
def test_no_value_is_missing_from_a_sketch(type: str, before: str, text: str) -> None:
    phrase = compile_phrase(f"共{before}{{n:{type}}}")
    sketch = phrase.lowered.sketch
    assert sketch is not None
    for each in (text, f"共{text}"):
        assert not phrase.lowered.exact.search(each) or sketch.may_occur([(each, 0, len(each), 0)])


@given(st.one_of(
    st.text("{}|?!<^$~*.:n甲乙 12count", max_size=30),
    st.lists(st.sampled_from(
        ["{", "{!", "{<!", "}", "}?", "|", "甲", "乙", "{..3}", "{n:count}", "{甲|乙}?", "{^}", "{!甲}", "?", "~2", "3:"]
    ), max_size=14).map("".join),
))  # fmt: skip
def test_what_is_read_at_once_is_what_the_grammar_reads(words: str) -> None:
    found = grammar.quick(words)
    try:
        parsed = grammar.parsed(words)
    except PhraseError:
        assert found is None
    else:
        assert found == parsed


@given(st.text("{}|?!<^$~*.:n甲乙 12count", max_size=30))
def test_any_text_is_a_phrase_or_a_problem_with_a_place(words: str) -> None:
    phrase = compiled(words)
    if isinstance(phrase, PhraseError):
        assert 0 <= phrase.at <= len(words)
        assert phrase.problem
        assert phrase.remedy


@pytest.mark.parametrize(
    ("words", "problem", "at"),
    [
        ("收到{n:kount}", "no type 'kount'", 2),
        ("收到{甲", "'{' is never closed", 2),
        ("甲}", "'}' without '{'", 1),
        ("甲|乙", "'|' outside braces", 1),
        ("{甲|}", "an alternative is empty", 2),
        ("甲{..80}乙", "a gap of 80", 1),
        ("甲{..}乙", "{..} is no construct of the phrase language", 1),
        ("甲{乙|@few}", "{@few} names a list of words, which only concepts, groups and continuations can", 3),
        ("第?一", "'?' stands behind no group", 1),
        ("{甲}?", "the phrase can match nothing at all", 0),
        ("甲{..4}{乙}?", "all that follows the gap may be missing", 1),
        ("{..4}乙", "the phrase begins with a gap", 0),
        ("甲{!{n:count}}", "a guard captures nothing", 1),
        ("{<!甲{..3}}乙", "only words can be looked for before a place", 4),
        ("{甲}{!乙}?", "a guard cannot be optional", 3),
        ("{" * 17 + "甲" + "}" * 17, f"braces nest deeper than {MAX_DEPTH}", 16),
        (" ", "the phrase is empty", 0),
    ],
)
def test_a_wrong_phrase_says_what_is_wrong_and_where(words: str, problem: str, at: int) -> None:
    with pytest.raises(PhraseError) as caught:
        compile_phrase(words)
    assert (caught.value.problem, caught.value.at) == (problem, at)


def test_gaps_that_multiply_are_refused() -> None:
    with pytest.raises(PhraseError, match="readings of one place"):
        compile_phrase("一" + "{~60}一" * 6)


HOSTILE_PHRASES = [
    RECEIVED,
    "费{..12}通知{..8}{n:count}{..12}{c:money}{..14}{r:money}",
    "a{~20}a{~20}a{~20}b",
    "a{~60}a{~60}b",
    "{n:count}{..3}{,}?占{比}?{..4}{p:percent}",
    "{a|aa|aaa}?{a|aa}?{a}?b",
]
HOSTILE_TEXTS = [
    "a",
    "收到",
    "收到申请",
    "1,",
    "一",
    "约",
    "费通知",
    "(",
    "政府信息公开",
    "1.",
    "〇",
]


@pytest.mark.parametrize("words", HOSTILE_PHRASES)
@pytest.mark.parametrize("unit", HOSTILE_TEXTS)
def test_no_text_makes_looking_slow(words: str, unit: str) -> None:
    flow = Flow.of((unit * 40_000)[:40_000])
    phrase = compile_phrase(words)
    list(phrase.find(Flow.of(unit)))
    took = []
    for _ in range(3):
        start = time.process_time()
        for _match in phrase.find(flow):
            pass
        took.append(time.process_time() - start)
    # Twenty milliseconds on a quiet machine; tests run on busy ones.
    assert min(took) < 0.1, (words, unit, min(took))


def around(text: str, word: str, bounds: str) -> str:
    flow = Flow.of(text)
    find = clause if bounds == "clause" else sentence
    start, end = find(flow, flow.text.index(word))
    return flow.text[start:end]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("全年受理,其中网络申请12件,信函3件。", "12", "其中网络申请12件"),
        ("全年受理1,234件,其他3件", "234", "全年受理1,234件"),
        ("收到申请(含网络,信函)12件,已答复", "12", "收到申请(含网络,信函)12件"),
        ("收到申请(含网络,信函)12件,已答复", "信函", "信函"),
        ("1)收到申请5件;2)其他", "5", "1)收到申请5件"),
        ("甲\n乙丙丁\n戊", "丙", "乙丙丁"),
        ("比例为:75%", "75", "75%"),
    ],
)
def test_a_clause_ends_at_its_punctuation(text: str, word: str, expected: str) -> None:
    assert around(text, word, "clause") == expected


def test_a_sentence_ends_at_its_full_stop() -> None:
    text = "甲。收到1,200件,已答复;其他无。"
    assert around(text, "答复", "sentence") == "收到1,200件,已答复"


@given(st.text("甲乙,。;()1\n", max_size=60), st.data())
def test_a_place_lies_in_its_clause_and_that_in_its_sentence(text: str, data: st.DataObject) -> None:
    flow = Flow.of(text)
    assume(flow.text)
    at = data.draw(st.integers(0, len(flow.text) - 1))
    start, end = clause(flow, at)
    if flow.text[at] not in ",。;()":
        assert start <= at < end
        first, last = sentence(flow, at)
        assert first <= at < last
        assert not flow.broken(start, end)


PIECES = st.sampled_from(
    ["收到", "申请", "政府信息公开", "12件", "2023年", "。", "；", "，", "\n", "|", " ", "（", "）", "同比增长", "5%", "1月1日", "办结", "𠀀", "《条例》", "其中", "0"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.data())
def test_a_finder_finds_what_each_phrase_finds(text: str, data: st.DataObject) -> None:
    flow = Flow.of(text)
    cut = data.draw(st.integers(0, len(flow.text)))
    stretches = ((0, cut), (cut, len(flow.text)))
    for looking in (Finder(flow, INDEX), Finder(flow)):
        for words in FOUND_BY_FINDERS:
            phrase = compile_phrase(words)
            expected = [match for first, last in stretches for match in phrase.find(flow, first, last)]
            assert list(looking.find(phrase, stretches)) == expected
            assert looking.occurs(phrase, stretches) == bool(expected)
            assert looking.may_occur(phrase) or not expected


@settings(max_examples=20, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.data())
def test_many_sentences_are_looked_through_like_few(text: str, data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # As if eight sentences were as many as four thousand are.
        for each in (bits, index, sentences):
            patch.setattr(each, "FEW", 8)
        patch.setattr(finder, "_MOST_SHARED", 3)
        test_a_finder_finds_what_each_phrase_finds.hypothesis.inner_test(text, data)  # type: ignore[attr-defined]


@given(st.sets(st.integers(0, 20_000), max_size=40))
def test_a_set_of_bits_has_the_numbers_that_were_put_in(numbers: set[int]) -> None:
    mask = bits.gathered(numbers, 20_001)
    assert mask == sum(1 << each for each in numbers)
    assert list(bits.numbers(mask)) == sorted(numbers)


# Filled by what is asked first; what is asked later is looked for apart.
INDEX = Index()
FOUND_BY_FINDERS = (
    "{<!未}收到{~14}申请{..10}{n:count}", "{n:count}", "{y:year}", "{^}{y:year}", "{d:day}{$}", "{。|;}{y:year}", "申请。", "{收|办结}",
    "{收到|办结}{*20}{p:percent}", "{!2023}{x:number}年", "政府信息{..8}公开", "《条例》", "同比{增长}?{..4}{p:percent}", "𠀀", "0",
    "{^}收到{..8}{n:count}{。|;|,|{$}}", "申请{。|{$}}", "。", "{^}{其中}?。", "办结{。}?{!申请}", "{办结。|申请,}", "{d:day}", "{收到|办结}{!。申请}",
    "{{n:count}|{p:percent}}。", "申请{n:number}{,|。|;}", "{x:number}{。|申请}", "{y:year}{收到|申请}", "{<!。}申请", "办结{。{$}|;}",
)  # fmt: skip


def test_the_point_behind_a_numeral_is_no_part_of_it() -> None:
    # Python before 3.11.5 takes what a possessive group gave up.
    found = compile_phrase("{x:number}{.|、}").search("一是更新不及时。2.解读单一")
    assert found is not None
    assert found.captures["x"].value == 2
