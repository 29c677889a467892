"""
A PDF with its findings as highlights: on the very characters, however the page is turned or cut.
"""

import io
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from attrs import evolve
from click.testing import CliRunner
from PIL import Image, ImageChops

import disclint
from disclint.cli import main
from disclint.outputs.annotated import pdf
from disclint.outputs.view import View
from disclint.session import data
from disclint.source import Place, Source, Span
from tests import drawn

ZH = View(editions=data.editions())
WORDS = b"BT /F1 12 Tf 100 500 Td (received 112 closed 99) Tj 0 -30 Td (and 7 more) Tj ET"


def checked(page: bytes = b"") -> tuple[bytes, disclint.Result]:
    content = drawn.pdf([WORDS, WORDS], page=page)
    result = disclint.check_bytes(content, "a.pdf")
    assert result.source is not None
    return content, result


def finding(result: disclint.Result, words: str, severity: str = "error") -> disclint.Diagnostic:
    assert result.source is not None
    at = result.source.text.index(words)
    return disclint.Diagnostic(
        "A-B", severity, Span(at, at + len(words)), "document", {"zh": f"不对：{words}"}
    )


def annotated(content: bytes, result: disclint.Result, *findings: disclint.Diagnostic) -> bytes:
    return pdf.annotated(content, evolve(result, diagnostics=findings), ZH)


def words_of(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [each.get_textpage().get_text_range() for each in document]


TURNS = [b"/Rotate %d" % each for each in (0, 90, 180, 270)]
CUT = b"/MediaBox [-50 -20 595 842] /CropBox [20 30 560 700]"


@pytest.mark.parametrize(
    "page", [*TURNS, CUT, CUT + b" /Rotate 90"], ids=lambda each: each.decode() or "plain"
)
def test_the_highlight_is_where_the_characters_are_shown(page: bytes) -> None:
    content, result = checked(page)
    found = finding(result, "112")
    after = annotated(content, result, found)
    assert words_of(after) == words_of(content)
    at = result.locate(found.span)
    assert at.page == 1
    assert at.box is not None
    with pypdfium2.PdfDocument(after) as document:
        shown = document[0].render(scale=4).to_pil().convert("RGB")
        other = document[1].render(scale=1).to_pil().convert("RGB")
    assert pink(other) is None
    edges = pink(shown)
    assert edges is not None
    assert all(abs(seen / 4 - box) < 1.5 for seen, box in zip(edges, at.box, strict=True))


def pink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """
    The box round all that is coloured: blue is what the colour takes from white, and letters are black.
    """
    red, _, blue = picture.split()
    bright = red.point(lambda each: 255 if each > 200 else 0)
    return ImageChops.darker(bright, blue.point(lambda each: 255 if each < 200 else 0)).getbbox()


def test_each_finding_has_its_note() -> None:
    content, result = checked()
    whole = disclint.Diagnostic("A-C", "info", Span(0, 0), "document", {"zh": "全文\x00"})
    two_lines = finding(
        result, result.source.text[: result.source.text.index("more")] if result.source else "", "warning"
    )
    after = annotated(content, result, whole, two_lines, finding(result, "99"))
    with pikepdf.open(io.BytesIO(after)) as document:
        first, second, third = document.pages[0].obj.Annots
        assert "/Annots" not in document.pages[1].obj
        assert [str(each.Subtype) for each in (first, second, third)] == ["/Text", "/Highlight", "/Highlight"]
        assert str(first.Contents).strip() == "提示[A-C] 全文"
        assert str(third.Contents) == "错误[A-B] 不对：99"
        assert {str(each.T) for each in (first, second, third)} == {"disclint"}
        assert (len(second.QuadPoints), len(third.QuadPoints)) == (16, 8)
        assert len({str(each.NM) for each in (first, second, third)}) == 3


@pytest.mark.parametrize("page", TURNS, ids=lambda each: each.decode())
def test_what_is_drawn_comes_with_the_file(page: bytes) -> None:
    # Viewers that know no highlights draw nothing else.
    content, result = checked(page)
    whole = disclint.Diagnostic("A-C", "warning", Span(0, 0), "document", {"zh": "全文"})
    after = annotated(content, result, finding(result, "112"), whole)
    with pikepdf.open(io.BytesIO(after)) as document:
        for each in document.pages[0].obj.Annots:
            drawn_ = each.AP.N
            assert [float(side) for side in drawn_.BBox] == [float(side) for side in each.Rect]
            assert pikepdf.parse_content_stream(drawn_)
            # Nothing but the drawing tells where it is.
            each.Subtype = pikepdf.Name("/Stamp")
        changed = io.BytesIO()
        document.save(changed)
    with pypdfium2.PdfDocument(changed.getvalue()) as document:
        shown = document[0].render(scale=4).to_pil().convert("RGB")
    at = result.locate(finding(result, "112").span).box
    assert at is not None
    assert pink(shown.crop((0, 0, 130, 130))) is not None
    assert pink(shown.crop([int(4 * each) for each in at])) is not None  # type: ignore[arg-type]


def test_the_note_of_an_empty_cell_is_in_that_cell() -> None:
    content, result = checked()
    cell = (100.0, 200.0, 160.0, 212.0)
    places = (Place(0, 1, page=1, box=(50.0, 200.0, 60.0, 212.0)), Place(1, 0, page=1, box=cell))
    result = evolve(result, source=Source("甲\n", media="pdf", places=places))
    empty = disclint.Diagnostic("A-B", "warning", Span(1, 1), "document", {"zh": "空"})
    with pikepdf.open(io.BytesIO(annotated(content, result, empty))) as document:
        (note,) = document.pages[0].obj.Annots
        left, bottom, right, top = (float(each) for each in note.Rect)
        height = float(document.pages[0].mediabox[3])
    assert cell[0] <= left < right <= cell[2]
    assert cell[1] <= height - top < height - bottom <= cell[3]


def test_notes_of_others_stay_and_own_ones_are_replaced() -> None:
    content, result = checked()
    once = annotated(content, result, finding(result, "112"), finding(result, "99"))
    with pikepdf.open(io.BytesIO(once)) as document:
        document.pages[0].obj.Annots[0].NM = "somebody's"
        stream = io.BytesIO()
        document.save(stream)
        once = stream.getvalue()
    again = annotated(once, result, finding(result, "99"))
    with pikepdf.open(io.BytesIO(again)) as document:
        assert [str(each.Contents)[-3:] for each in document.pages[0].obj.Annots] == ["112", "：99"]


def test_characters_of_one_line_are_one_stretch() -> None:
    boxes = [(0.0, 0.0, 5.0, 10.0), (5.0, 1.0, 10.0, 11.0), (60.0, 0.0, 65.0, 10.0), (0.0, 20.0, 5.0, 30.0)]
    assert list(pdf.lines(boxes)) == [(0.0, 0.0, 10.0, 11.0), (60.0, 0.0, 65.0, 10.0), (0.0, 20.0, 5.0, 30.0)]
    assert list(pdf.lines([])) == []


def test_the_command_writes_a_pdf_and_leaves_its_own_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DISCLINT_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    content, _ = checked()
    Path("a.pdf").write_bytes(content)
    done = CliRunner().invoke(main, ["annotate", "a.pdf", "-o", "b.pdf"])
    assert (done.exit_code, Path("a.pdf").read_bytes()) == (0, content)
    assert "未检查: a.pdf" in done.stderr
    assert words_of(Path("b.pdf").read_bytes()) == words_of(content)
    Path("c.txt").write_text("购物清单", encoding="utf-8")
    refused = CliRunner().invoke(main, ["annotate", "c.txt", "-o", "d.pdf"])
    assert (refused.exit_code, "不是 .pdf 文件" in refused.stderr) == (2, True)


def locked(content: bytes, *, notes: bool) -> bytes:
    """
    The PDF with a password for changes alone.
    """
    allowed = pikepdf.Permissions(modify_annotation=notes, modify_other=False)
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(written, encryption=pikepdf.Encryption(owner="geheim", user="", allow=allowed))
    return written.getvalue()


def test_a_pdf_that_may_be_read_but_not_changed_is_checked_and_says_so(tmp_path: Path) -> None:
    file, out = tmp_path / "a.pdf", tmp_path / "b.pdf"
    file.write_bytes(locked(drawn.pdf([WORDS]), notes=False))
    assert disclint.check(file).status != "unreadable"
    run = CliRunner().invoke(main, ["annotate", str(file), "-o", str(out), "--lang", "zh"])
    assert run.exit_code == 2
    assert "不许添加批注" in run.stderr
    assert "-o 文件.html" in run.stderr
    assert not out.exists()
    page = tmp_path / "b.html"
    assert CliRunner().invoke(main, ["annotate", str(file), "-o", str(page)]).exit_code in (0, 1)
    assert page.exists()


def test_what_else_a_pdf_does_not_allow_stays_so() -> None:
    content = locked(drawn.pdf([WORDS]), notes=True)
    result = disclint.check_bytes(content, "a.pdf")
    made = annotated(content, result, finding(result, "112"))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.is_encrypted
        assert not document.allow.modify_other
        assert len(document.pages[0].Annots) == 1
    with pikepdf.open(io.BytesIO(made), password="geheim") as document:  # noqa: S106 - that of the test
        assert document.owner_password_matched


def test_without_pikepdf_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    content, result = checked()
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    with pytest.raises(disclint.UsageError) as caught:
        annotated(content, result)
    assert "disclint[pdf]" in caught.value.to_do("zh")


def test_what_pikepdf_cannot_open_is_said() -> None:
    _, result = checked()
    with pytest.raises(disclint.UsageError, match="cannot open"):
        annotated(b"%PDF-1.7\nnothing", result)


@pytest.mark.parametrize(
    "page", [b"/Rotate /X", b"/CropBox [0 0 (a) 3]", b"/CropBox [0 0 3]", b"/CropBox null"], ids=bytes.decode
)
def test_what_a_page_says_of_itself_that_means_nothing_is_passed_over(page: bytes) -> None:
    content, result = checked(page)
    (as_it_is, _), (plain, _) = (
        pypdfium2.PdfDocument(annotated(each, one, finding(one, "112")))
        for each, one in ((content, result), checked())
    )
    assert pink(as_it_is.render().to_pil()) == pink(plain.render().to_pil()) is not None


def test_a_page_without_a_size_gets_its_notes() -> None:
    content = drawn.pdf([WORDS]).replace(b"/MediaBox [0 0 595 842]", b" " * 23)
    result = disclint.check_bytes(content, "a.pdf")
    with pikepdf.open(io.BytesIO(annotated(content, result, finding(result, "112")))) as document:
        assert len(document.pages[0].Annots) == 1
