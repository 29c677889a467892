"""
What to tell someone whose file holds no text that we can read.
"""

from collections.abc import Mapping
from types import MappingProxyType

_ASK = {
    "zh": "请在 WPS 或 Word 中打开后另存为“Word 文档(.docx)”再检查。",
    "en": "Open it in WPS or Word and save it as a Word document (.docx).",
}
_KINDS = {
    "empty": ("文件是空的", "the file is empty"),
    "docx": ("这似乎是 Word 文档(.docx)", "this seems to be a Word document (.docx)"),
    "xlsx": ("这似乎是 Excel 工作簿(.xlsx)", "this seems to be an Excel workbook (.xlsx)"),
    "ofd": ("这似乎是 OFD 版式文件", "this seems to be an OFD document"),
    "zip": ("这似乎是压缩包(zip)", "this seems to be a zip archive"),
    "ole2": (
        "这似乎是旧版 Office 或 WPS 的文件",
        "this seems to be a file of an old Office or WPS",
    ),
    "doc": (
        "这似乎是旧版 Word 或 WPS 文档(.doc、.wps)",
        "this seems to be an old Word or WPS document (.doc, .wps)",
    ),
    "xls": (
        "这似乎是旧版 Excel 或 WPS 表格(.xls、.et)",
        "this seems to be an old Excel or WPS workbook (.xls, .et)",
    ),
    "odt": ("这似乎是 OpenDocument 文档(.odt)", "this seems to be an OpenDocument text (.odt)"),
    "ods": ("这似乎是 OpenDocument 表格(.ods)", "this seems to be an OpenDocument spreadsheet (.ods)"),
    "flatopc": (
        "这似乎是 XML 形式的 Word 文档(Word XML)",
        "this seems to be a Word document in XML (Word XML)",
    ),
    "wordml": (
        "这似乎是 XML 形式的 Word 文档(Word 2003 XML)",
        "this seems to be a Word document in XML (Word 2003 XML)",
    ),
    "sheetml": (
        "这似乎是 XML 形式的 Excel 表格(Excel 2003 XML)",
        "this seems to be an Excel workbook in XML (Excel 2003 XML)",
    ),
    "uof": ("这似乎是标文通文档(UOF)", "this seems to be a UOF document"),
    "fods": ("这似乎是 OpenDocument 表格(.fods)", "this seems to be a flat OpenDocument spreadsheet (.fods)"),
    "fodt": ("这似乎是 OpenDocument 文档(.fodt)", "this seems to be a flat OpenDocument text (.fodt)"),
    "rtf": ("这似乎是 RTF 文档", "this seems to be an RTF document"),
    "mht": ("这似乎是单文件网页(.mht)", "this seems to be a single-file web page (.mht)"),
    "image": ("这似乎是图片", "this seems to be a picture"),
    "archive": ("这似乎是压缩文件", "this seems to be a compressed file"),
    "binary": ("文件内容不是文本", "the file does not hold text"),
    "wps": (
        "这是 WPS 自有格式的文件(.wps、.et)，只有 WPS 打得开",
        "this is a file in a format of WPS's own (.wps, .et), which only WPS opens",
    ),
    "damaged": ("文件已损坏或不完整", "the file is damaged or incomplete"),
    "encrypted": ("文件设有打开密码", "the file is protected by a password"),
    "oversized": (
        "文件的内部结构过大，不像一份报告",
        "what the file holds is too large for a report",
    ),
    "entities": (
        "文件里有办公软件不会写入的内容(DOCTYPE)",
        "the file holds what no office program writes (a DOCTYPE)",
    ),
}
_OF_ANY_KIND = frozenset(("damaged", "encrypted", "oversized", "entities"))
_SAVE_AGAIN = {
    "zh": "请在 WPS 或 Word 中打开，确认内容完整后另存一份再检查；打不开的，请重新索取或下载。",
    "en": "Open it in WPS or Word and save it anew; if it does not open, fetch it again.",
}
_ASK_SHEET = {
    "zh": "请在 WPS 表格或 Excel 中打开后另存为“Excel 工作簿(.xlsx)”再检查。",
    "en": "Open it in WPS or Excel and save it as an Excel workbook (.xlsx).",
}
_REMEDIES = {
    "xls": _ASK_SHEET,
    "ods": _ASK_SHEET,
    "fods": _ASK_SHEET,
    "sheetml": _ASK_SHEET,
    "wps": {
        "zh": "请在 WPS 中打开，点“文件”“另存为”，文件类型选“Microsoft Word 文件(*.docx)”，表格选“Microsoft Excel 文件(*.xlsx)”，再检查新文件。",
        "en": "Open it in WPS, choose File, Save As and the type Microsoft Word (*.docx), for a sheet Microsoft Excel (*.xlsx), and check the new file.",
    },
    "damaged": _SAVE_AGAIN,
    "oversized": _SAVE_AGAIN,
    "entities": _SAVE_AGAIN,
    "encrypted": {
        "zh": "请在 WPS 或 Word 中输入密码打开，取消密码后另存再检查。",
        "en": "Open it in WPS or Word with its password, and save it without one.",
    },
    "empty": {
        "zh": "请检查文件是否保存或下载完整。",
        "en": "Check that it was saved or downloaded completely.",
    },
    "zip": {
        "zh": "请解压后检查其中的报告。",
        "en": "Unpack it and check the report in it.",
    },
    "archive": {
        "zh": "请解压后检查其中的报告。",
        "en": "Unpack it and check the report in it.",
    },
    "image": {
        "zh": "请使用报告的可编辑版本或网页版本。",
        "en": "Use the report's editable or web version.",
    },
    "mht": {
        "zh": "请在浏览器中重新打开，另存为“网页，仅 HTML(.html)”再检查。",
        "en": "Open it in the browser again and save it as a web page, HTML only (.html).",
    },
}


class Unreadable(Exception):  # noqa: N818
    """
    Bytes that no reader makes text of: `reason` names the kind.

    `message` and `remedy` say in zh and en what the file is and what to do.
    """

    def __init__(
        self,
        reason: str,
        message: Mapping[str, str],
        remedy: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(reason, message, remedy)
        self.reason = reason
        self.message: Mapping[str, str] = MappingProxyType(dict(message))
        self.remedy: Mapping[str, str] = MappingProxyType(dict(remedy or _ASK))

    def __str__(self) -> str:
        return f"{self.reason}: {self.message['en']}. {self.remedy['en']}"

    @classmethod
    def of(cls, reason: str) -> "Unreadable":
        """
        The exception for a kind of `sniff.container`.
        """
        zh, en = _KINDS[reason]
        return cls(reason, {"zh": zh, "en": en}, _REMEDIES.get(reason, _ASK))

    def seen_as(self, kind: str) -> "Unreadable":
        """
        The same of a file that seems to be of a kind of `sniff.container`, unless that was said already.
        """
        if self.reason not in _OF_ANY_KIND:
            return self
        zh, en = _KINDS[kind]
        message = {"zh": f"{zh}，但{self.message['zh']}", "en": f"{en}, but {self.message['en']}"}
        return Unreadable(self.reason, message, self.remedy)
