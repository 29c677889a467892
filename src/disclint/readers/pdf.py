"""
PDF: the characters and lines of its pages by pdfium, made text by `paged`.
"""

from disclint.native import worker
from disclint.native.wire import Refused, is_scanned
from disclint.readers import paged
from disclint.readers.unreadable import Unreadable
from disclint.source import Page, Source

_INSTALL = 'pip install "disclint[pdf]"'
_INSTALL_OCR = 'pip install "disclint[ocr]"'
# No report has fewer characters.
_FEW = 15
# A file of which one character in so many is nameless cannot be read.
_NAMELESS = 5

_BY_HAND = {
    "zh": "请使用报告的网页版、Word 版，或从 WPS、Word 另存的 PDF 再检查。",
    "en": "Use the report's web page, its Word file, or a PDF saved from WPS or Word.",
}
_SCANNED = (
    {
        "zh": "这个 PDF 是扫描件，里面只有图片，没有文字",
        "en": "this PDF was scanned: it holds pictures and no text",
    },
    {
        "zh": f"请使用报告的网页版、Word 版或从 WPS、Word 另存的 PDF；只有扫描件的，请运行 {_INSTALL_OCR} 安装文字识别后再检查。",
        "en": f"Use the report's web page, its Word file, or a PDF saved from Word; or run {_INSTALL_OCR} to have it recognised.",
    },
)
_REASONS = {
    "encrypted": (
        {"zh": "这个 PDF 加了密，要有密码才能打开", "en": "this PDF is encrypted and needs a password"},
        {"zh": "请取消密码后另存，再检查。", "en": "Save it without the password and check again."},
    ),
    "damaged": (
        {"zh": "这个 PDF 已损坏或不完整", "en": "this PDF is damaged or incomplete"},
        {"zh": "请重新下载或重新导出，再检查。", "en": "Download or export it again."},
    ),
    "pages": (
        {"zh": "这个 PDF 超过 400 页", "en": "this PDF has more than 400 pages"},
        {"zh": "年度报告不会这么长，请核对是不是选错了文件。", "en": "No annual report is as long; check that it is the right file."},
    ),
    "crowded": (
        {"zh": "这个 PDF 里的文字或图形太多", "en": "this PDF holds too many characters or drawings"},
        _BY_HAND,
    ),
    "slow": (
        {"zh": "读取这个 PDF 花的时间太长，已停止", "en": "reading this PDF took too long and was stopped"},
        _BY_HAND,
    ),
    "crashed": (
        {"zh": "这个 PDF 使解析程序崩溃或内存不足", "en": "this PDF made the PDF engine crash or run out of memory"},
        _BY_HAND,
    ),
    "nameless": (
        {
            "zh": "这个 PDF 的文字没有编码(字体缺少 ToUnicode 对照)，复制出来是乱码",
            "en": "the characters of this PDF have no codes (its fonts lack ToUnicode tables); copied text is garbage",
        },
        _BY_HAND,
    ),
    "no-text": (
        {"zh": "这个 PDF 里没有文字", "en": "this PDF holds no text"},
        _BY_HAND,
    ),
}  # fmt: skip
_MISSING = (
    {"zh": "读取 PDF 需要另外安装组件", "en": "reading PDF needs an extra"},
    {"zh": f"请运行 {_INSTALL} ，再检查。", "en": f"Run {_INSTALL} and check again."},
)


def read(data: bytes, name: str) -> Source:
    """
    The source of a PDF.

    Raises Unreadable where pdfium is not installed, and for a PDF that is encrypted, damaged, scanned, too
    large, or whose characters have no codes.
    """
    if not worker.is_installed():
        raise Unreadable("pdf-extra", *_MISSING)
    pages = _pages(data, "pdf")
    characters = sum(len(each.glyphs) for each in pages)
    scanned = [number for number, each in enumerate(pages, 1) if is_scanned(len(each.glyphs), each.pictured)]
    if scanned and worker.is_installed("ocr"):
        pages = _pages(data, "ocr")
    elif characters < _FEW * max(1, len(scanned)):
        raise Unreadable("pdf-scanned", *_SCANNED) if scanned else _unreadable("no-text")
    if sum(each.unmapped for each in pages) * _NAMELESS > characters > 0:
        raise _unreadable("nameless")
    recognised = {number for number in scanned if pages[number - 1].recognised}
    return paged.read(pages, name, "pdf", unread=[each for each in scanned if each not in recognised])


def _pages(data: bytes, engine: str) -> list[Page]:
    try:
        return worker.pages(data, engine)
    except Refused as refused:
        raise _unreadable(refused.reason) from refused


def _unreadable(reason: str) -> Unreadable:
    return Unreadable(f"pdf-{reason}", *_REASONS.get(reason, _REASONS["damaged"]))
