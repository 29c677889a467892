"""
Where stretches stand and where they lead, against the same told character by character.
"""

import unicodedata
from itertools import pairwise, product
from random import Random

import pytest

from disclint.source import Edit, Location, Piece, Place, Source, Span, edited
from disclint.source.bars import without_made_up
from disclint.source.fold import NO_WIDTH, fold
from disclint.source.places import joined, meets
from disclint.source.shifting import Shift
from disclint.source.traditional import in_our_words

SPANS = [Span(first, last) for first in range(5) for last in range(first, 5)]


def characters(span: Span) -> set[int]:
    return set(range(span.start, span.end))


def ends(span: Span) -> set[int]:
    """
    The offsets that a stretch touches.
    """
    return set(range(span.start, span.end + 1))


def test_stretches_meet_in_a_character_or_touch_where_one_has_none() -> None:
    for one, other in product(SPANS, SPANS):
        shared = bool(characters(one) & characters(other))
        assert bool(one) is bool(characters(one))
        assert one.holds(other) is (ends(other) <= ends(one))
        if one and other:
            assert one.meets(other) is shared
        place = Place(one.start, one.end - one.start)
        assert place.end == one.end
        assert meets(place, other) is (shared if one and other else bool(ends(one) & ends(other)))


def test_a_place_is_told_by_its_first_block_or_by_the_box_round_its_page() -> None:
    places = (
        Place(0, 3, "document", "p1", 2),
        Place(3, 0, "document", "p2", 0),
        Place(5, 2, "document", "p1", 5),
        Place(7, 4, "other", "p1", 9),
    )
    # A stretch that begins in a block ends there at the latest behind the block's last piece.
    assert joined(places, Span(1, 9)) == Location(None, 4, None, 8, "document", "p1")
    assert joined(places, Span(1, 6)) == Location(None, 4, None, 7, "document", "p1")
    assert joined(places[:2], Span(0, 9)) == Location(None, 3, None, 6, "document", "p1")
    assert joined(places[1:2], Span(1, 9)) == Location(None, 1, None, 1, "document", "p2")
    assert joined(places[3:], Span(8, 8)) == Location(None, 11, None, 11, "other", "p1")
    assert joined((Place(0, 3, "表", "A1"),), Span(1, 2)) == Location(part="表", block="A1")
    paged = (
        Place(0, 1, page=2, box=(3.04, 4.0, 9.0, 8.06)),
        Place(1, 1, page=2),
        Place(2, 1, page=2, box=(5.0, 2.0, 7.0, 8.0)),
        Place(3, 1, page=3, box=(0.0, 0.0, 99.0, 99.0)),
    )
    assert joined(paged, Span(0, 4)) == Location(page=2, box=(3.0, 2.0, 9.0, 8.1))
    assert joined(paged[1:2], Span(1, 2)) == Location(page=2)


# Pieces.


def random_edits(dice: Random, length: int) -> list[Edit]:
    at = sorted(dice.randint(0, length) for _ in range(2 * dice.randint(1, 3)))
    spans = dict.fromkeys(Span(*pair) for pair in zip(at[::2], at[1::2], strict=True))
    return [Edit(each, "".join(dice.choices("戊己\n", k=dice.randint(0, 3)))) for each in spans]


def file_characters(pieces: tuple[Piece, ...]) -> list[tuple[int, int]]:
    """
    What each character of a text stands for in the file: its own there, or all that its piece stands for.
    """
    found: list[tuple[int, int]] = []
    for each in pieces:
        last = each.file_start + each.file_length
        for at in range(each.length):
            own = each.file_start + at
            found.append((own, own + 1) if each.length == each.file_length else (each.file_start, last))
    return found


def a_source(dice: Random) -> Source:
    """
    A text of which some pieces are of the file as they stand, some are entities, and some were put in.
    """
    text, file, pieces = "", "", []
    for _ in range(dice.randint(1, 5)):
        written, stands_for = dice.choice(
            [("甲乙", "甲乙"), ("丙", "丙"), ("<", "&lt;"), (" | ", ""), ("\n", "\r\n"), ("丁戊己", "&#x;")]
        )
        pieces.append(Piece(len(text), len(written), len(file), len(stands_for)))
        text, file = text + written, file + stands_for
    return Source(text, file=file, pieces=tuple(pieces))


@pytest.mark.parametrize("seed", range(150))
def test_the_pieces_of_an_edited_text_are_all_of_it_one_behind_the_other(seed: int) -> None:
    dice = Random(seed)
    source = a_source(dice)
    made = random_edits(dice, len(source.text))
    found = edited(source, made)
    assert found.file == source.file
    assert all(each.length > 0 for each in found.pieces)
    reach = [0, *(each.start + each.length for each in found.pieces)]
    assert [each.start for each in found.pieces] == reach[:-1]
    assert reach[-1] == len(found.text)
    # What was not replaced stands for what it stood for.
    before, at, shift = file_characters(source.pieces), 0, 0
    pieces = {each.start + step: each for each in found.pieces for step in range(each.length)}
    for each in [*made, Edit(Span(len(source.text), len(source.text)), "")]:
        for kept in range(at, each.span.start):
            piece = pieces[kept + shift]
            last = piece.file_start + piece.file_length
            assert piece.file_start <= before[kept][0]
            assert before[kept][1] <= last
            if before[kept][1] - before[kept][0] == 1 and piece.length == piece.file_length:
                assert before[kept][0] == piece.file_start + kept + shift - piece.start
        at, shift = each.span.end, shift + each.growth


@pytest.mark.parametrize("seed", range(100))
def test_a_stretch_stands_on_the_lines_and_columns_of_what_it_stands_for(seed: int) -> None:
    dice = Random(seed)
    source = a_source(dice)
    stands_for = file_characters(source.pieces)
    assert source.file is not None
    # Of each offset of the file its line and column; \r\n ends one line.
    lines, where = 1, []
    column = 1
    for at in range(len(source.file) + 1):
        where.append((lines, column))
        ended = source.file[at : at + 1] == "\n"
        lines, column = (lines + 1, 1) if ended else (lines, column + 1)
    for first in range(len(source.text)):
        for last in range(first + 1, len(source.text) + 1):
            begin, end = stands_for[first][0], max(stands_for[first][0], stands_for[last - 1][1])
            assert source.file_range(Span(first, last)) == (begin, end)
            assert source.locate(Span(first, last)) == Location(*where[begin], *where[end])


@pytest.mark.parametrize("seed", range(100))
def test_offsets_behind_an_edit_move_with_it_and_those_inside_stay_at_its_ends(seed: int) -> None:
    dice = Random(seed)
    text = "甲乙丙丁1234"
    made = random_edits(dice, len(text))
    for at in range(len(text) + 1):
        found = edited(Source(text, pictures=(at,), places=(Place(0, at, 1),)), made)
        before = [each for each in made if each.span.start < at]
        grown = sum(each.growth for each in before if each.span.end <= at)
        inside = [each for each in before if each.span.end > at]
        assert found.pictures == ((inside[0].span.start if inside else at) + grown,)
        if at:
            end = inside[0].span.end + inside[0].growth if inside else at
            assert found.places[0].end == end + grown


# The places that a stretch meets.


@pytest.mark.parametrize("seed", range(60))
def test_a_stretch_meets_all_places_that_it_shares_a_character_with(seed: int) -> None:
    dice = Random(seed)
    places, at = [], 0
    for number in range(dice.randint(1, 5)):
        length = dice.randint(0 if number and places[-1].length else 1, 3)
        places.append(Place(at, length, "document", f"p{number}", 0))
        at += length + dice.randint(1, 2)
    source = Source("字" * at, media="word", places=tuple(places))
    for first in range(at):
        for last in range(first + 1, at + 1):
            own = set(range(first, last))
            met = [each for each in places if own & set(range(each.start, each.end))]
            found = source.met(Span(first, last))
            assert [each for each in found if each.length] == met or not met
            if not met and not [each for each in places if first <= each.start <= last]:
                # What was put in stands behind the place before it.
                assert found == (max((each for each in places if each.start <= first), key=places.index),)


# What is pending.


def test_an_empty_cell_is_pending_where_only_blanks_stand_before_its_place() -> None:
    text = "甲 |  | 丁 |   | 2"
    for place in range(len(text) + 1):
        source = Source(text, pending=frozenset((place,)))
        for at in range(len(text) + 1):
            between = text[min(at, place) : max(at, place)]
            near = abs(at - place) <= 2 and set(between) <= {" "}
            assert source.is_pending(at) is near
        assert not Source(text).is_pending(place)


# Folding.

SOME = sorted(
    {chr(code) for code in (*range(0x20, 0x3000, 7), *range(0x2E80, 0x2FD6))}
    | set("（）“”‘’－—０１萬與專⺠⽇\U0001f600\U000e0101\u200b\t")
)


def test_each_character_is_folded_by_itself_however_many_there_are() -> None:
    alone = {each: fold(each) for each in SOME}
    assert all(len(each) == 1 for each in alone.values())
    assert alone["（"] == "("
    assert alone["萬"] == "万"
    assert alone["⺠"] == "民"
    assert alone["\U000e0101"] == NO_WIDTH
    assert alone["\t"] == " "
    for code in (*range(0x01, 0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)):
        assert fold(chr(code)) == NO_WIDTH, code
    # The brackets behind the full widths of ASCII, and the currencies, are other characters than any that is folded.
    assert fold("\uff5f\uff60") == "\uff5f\uff60"
    assert fold("\u2ef3\u2fd6") == "龟\u2fd6"
    for now in alone.values():
        assert fold(now) == now
    dice = Random(1)
    for size in (*range(60), 100, 300):
        text = "".join(dice.choices(SOME, k=size))
        assert fold(text) == "".join(alone[each] for each in text)
    foldable = [each for each in SOME if alone[each] != each]
    # Few are replaced one by one, many are looked up at once.
    for size in range(36, 46):
        text = "".join(foldable[:size])
        assert fold(text) == "".join(alone[each] for each in text)


def test_what_unicode_holds_to_be_the_same_sign_is_folded_whatever_it_is() -> None:
    blocks = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0xFF01, 0xFF5F))
    same = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in blocks}
    for each, meant in same.items():
        # What that sign is folded to in turn is our own account: a comma has several spellings.
        assert fold(each) == (fold(meant) if len(meant) == 1 else each)
    assert [fold(each) for each in "\u2f00\uf9d3\uff01\uff5e"] == ["一", "陆", "!", "~"]


def test_words_that_a_converter_replaced_are_put_back_in_place() -> None:
    text = "資訊、規範性檔案、答覆、回覆、反覆、列資料；資源、規劃、覆蓋、規範"
    meant = "信息、規範性文件、答复、回复、反复、列數據；資源、規劃、覆蓋、規範"
    assert in_our_words(text) == meant
    for before, now in zip(text.split("、"), meant.split("、"), strict=True):
        assert in_our_words(before) == now


def test_behind_the_last_character_is_behind_all_that_it_stands_for() -> None:
    source = Source("a&", file="a&amp;", pieces=(Piece(0, 1, 0, 1), Piece(1, 1, 1, 5)))
    assert [source.file_range(Span(at, at))[0] for at in range(3)] == [0, 1, 6]


# Bars that are no borders.

MADE = "行政许可 | 5 | ||\n"


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        # The last bar of a row parts it from nothing, unless the next line goes on with a cell.
        ("行政处罚 | 3 |\n说明\n", "行政处罚 | 3\n说明\n"),
        ("行政处罚 | 3 |\n4条\n", "行政处罚 | 3\n4条\n"),
        ("行政处罚 | 3 |\n | 4、许可\n", "行政处罚 | 3\n | 4、许可\n"),
        ("行政处罚 | 3 |\n | 4\n", "行政处罚 | 3 |\n | 4\n"),
        ("行政处罚 | 3 |\n | 4条\n", "行政处罚 | 3 |\n | 4条\n"),
        ("行政处罚 | 3 |\n | -\n", "行政处罚 | 3 |\n | -\n"),
        ("行政处罚 | 3 |\n |\n", "行政处罚 | 3 |\n |\n"),
        # Made-up bars go whatever comes.
        ("行政处罚 | 3 | ||\n | 4\n", "行政处罚 | 3\n | 4\n"),
        # Numbers alone are a row below words, and go on with numbers.
        ("备注\n合计\n1 | 2 |\n", "备注\n合计\n1 | 2\n"),
        ("合计\n备注\n1 | 2\n3 | 4 |\n", "合计\n备注\n1 | 2\n3 | 4 |\n"),
        ("合计\n| 1 | 2 |\n", "合计\n| 1 | 2 |\n"),
        ("合计 ||\n| 1 | 2 |\n", "合计 ||\n  1 | 2\n"),
        # Behind a label alone all cells are blank.
        ("合计 |\n", "合计 |\n"),
        ("合计 | 甲 |\n", "合计 | 甲 |\n"),
    ],
)
def test_bars_that_part_no_cells_are_blanks(rows: str, left: str) -> None:
    found = without_made_up(MADE + rows)
    assert len(found) == len(MADE + rows)
    assert [each.rstrip() for each in found.split("\n")] == ["行政许可 | 5", *left.split("\n")]


@pytest.mark.parametrize(
    "rows", ["||\n| 甲 3 | ||3 | ||", "||\n| |3 | 3 | ||\n", "| 5 | ||\n||\n", "甲 ||\n| 3 | ||\n"]
)
def test_the_first_line_is_like_any_other(rows: str) -> None:
    assert without_made_up("乙\n" + rows) == "乙\n" + without_made_up(rows)


def test_bars_of_each_cell_become_one_between_two() -> None:
    rows = "|规章||3||1|\n|甲||2||1|\n|乙||0||0|\n"
    assert without_made_up(rows) == " 规章| 3| 1 \n 甲| 2| 1 \n 乙| 0| 0 \n"
    for other in (rows[:-8], rows + "丙|1\n"):
        assert without_made_up(other) == other


# What moved.


def test_an_end_before_the_change_stays_and_one_behind_it_moves() -> None:
    for start, length, by in product(range(3), range(3), range(-2, 3)):
        shift = Shift(start, start + length, by)
        for old, new in product(range(6), range(6)):
            stays = old <= start and new == old
            moves = old >= shift.end and new == old + by and not old < start
            assert shift.leads(old, new) is (stays or moves)
        for one, other in pairwise(SPANS):
            both = shift.leads(one.start, other.start) and shift.leads(one.end, other.end)
            assert shift.spans(one, other) is both
