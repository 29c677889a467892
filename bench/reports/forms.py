"""
The two statutory forms as plain data: labels verbatim, ids as in the addresses.

Nothing here is imported from disclint, for the generator is its oracle.  The 2019 form
(国办公开办函〔2019〕60号) has 22 + 161 + 15 cells, the 2021 form (〔2021〕30号) 10 + 175 + 15.
"""

from attrs import frozen

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
DISPOSITION = "三、本年度办理结果"


@frozen
class Line:
    """
    A row or a column of a form: its id, its label and the group label before it.
    """

    id: str
    label: str
    group: str = ""


@frozen
class Block:
    """
    One 第二十条 item of table 2: its caption, columns and rows.
    """

    caption: str
    columns: tuple[Line, ...]
    rows: tuple[Line, ...]


@frozen
class Form:
    """
    One edition: the blocks of table 2 and the rows of table 3.
    """

    edition: str
    disclosure: tuple[Block, ...]
    requests: tuple[Line, ...]

    @property
    def leaves(self) -> tuple[str, ...]:
        """
        The rows that add up to （七）总计.
        """
        return tuple(row.id for row in self.requests[2:-2])


def _lines(*pairs: tuple[str, str], group: str = "") -> tuple[Line, ...]:
    return tuple(Line(id, label, group) for id, label in pairs)


COLUMNS = _lines(
    ("natural_person", "自然人"),
    ("commercial", "商业企业"),
    ("research", "科研机构"),
    ("public_welfare", "社会公益组织"),
    ("legal_service", "法律服务机构"),
    ("other_org", "其他"),
    ("total", "总计"),
)
APPLICANTS = tuple(column.id for column in COLUMNS[:-1])

OUTCOMES = _lines(
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other_outcome", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)
DISPUTES = _lines(
    ("reconsideration", "行政复议"),
    ("litigation_direct", "未经复议直接起诉"),
    ("litigation_after_reconsideration", "复议后起诉"),
)

_OPENING = (
    *_lines(
        ("new_received", "一、本年新收政府信息公开申请数量"),
        ("carried_over", "二、上年结转政府信息公开申请数量"),
    ),
    *_lines(
        ("granted", "（一）予以公开"),
        ("partially_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
        group=DISPOSITION,
    ),
    *_lines(
        ("deny_state_secret", "1.属于国家秘密"),
        ("deny_prohibited_by_law", "2.其他法律行政法规禁止公开"),
        ("deny_security_stability", "3.危及“三安全一稳定”"),
        ("deny_third_party", "4.保护第三方合法权益"),
        ("deny_internal_affairs", "5.属于三类内部事务信息"),
        ("deny_process_info", "6.属于四类过程性信息"),
        ("deny_enforcement_file", "7.属于行政执法案卷"),
        ("deny_admin_query", "8.属于行政查询事项"),
        group="（三）不予公开",
    ),
    *_lines(
        ("unable_not_held", "1.本机关不掌握相关政府信息"),
        ("unable_needs_creation", "2.没有现成信息需要另行制作"),
        ("unable_still_unclear", "3.补正后申请内容仍不明确"),
        group="（四）无法提供",
    ),
    *_lines(
        ("refuse_petition", "1.信访举报投诉类申请"),
        ("refuse_duplicate", "2.重复申请"),
        ("refuse_publication", "3.要求提供公开出版物"),
        ("refuse_excessive", "4.无正当理由大量反复申请"),
        ("refuse_reconfirm", "5.要求行政机关确认或重新出具已获取信息"),
        group="（五）不予处理",
    ),
)
_OTHER_2019 = _lines(("other_handling", "（六）其他处理"), group=DISPOSITION)
_OTHER_2021 = _lines(
    (
        "other_not_corrected",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    ),
    (
        "other_fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    ("other_other", "3.其他"),
    group="（六）其他处理",
)
_CLOSING = (
    *_lines(("disposed_total", "（七）总计"), group=DISPOSITION),
    *_lines(("carried_forward", "四、结转下年度继续办理")),
)

_DOCUMENTS_2019 = _lines(
    ("newly_made", "本年新制作数量"),
    ("newly_disclosed", "本年新公开数量"),
    ("total_public", "对外公开总数量"),
)
_ITEMS_2019 = _lines(
    ("prior_items", "上一年项目数量"),
    ("change", "本年增/减"),
    ("decisions", "处理决定数量"),
)
_ENFORCEMENT = _lines(("penalties", "行政处罚"), ("coercive_measures", "行政强制"))
_CHARGES = _lines(("administrative_fees", "行政事业性收费"))

FORM_2019 = Form(
    edition="2019",
    disclosure=(
        Block(
            "第二十条第（一）项",
            _DOCUMENTS_2019,
            _lines(("government_rules", "规章"), ("normative_documents", "规范性文件")),
        ),
        Block(
            "第二十条第（五）项",
            _ITEMS_2019,
            _lines(("licences", "行政许可"), ("other_services", "其他对外管理服务事项")),
        ),
        Block("第二十条第（六）项", _ITEMS_2019, _ENFORCEMENT),
        Block("第二十条第（八）项", _ITEMS_2019[:2], _CHARGES),
        Block(
            "第二十条第（九）项",
            _lines(("projects", "采购项目数量"), ("amount", "采购总金额")),
            _lines(("procurement", "政府集中采购")),
        ),
    ),
    requests=(*_OPENING, *_OTHER_2019, *_CLOSING),
)

_DECISIONS = _lines(("decisions", "本年处理决定数量"))
FORM_2021 = Form(
    edition="2021",
    disclosure=(
        Block(
            "第二十条第（一）项",
            _lines(
                ("issued", "本年制发件数"),
                ("repealed", "本年废止件数"),
                ("in_force", "现行有效件数"),
            ),
            _lines(("government_rules", "规章"), ("normative_documents", "行政规范性文件")),
        ),
        Block("第二十条第（五）项", _DECISIONS, _lines(("licences", "行政许可"))),
        Block("第二十条第（六）项", _DECISIONS, _ENFORCEMENT),
        Block(
            "第二十条第（八）项",
            _lines(("amount", "本年收费金额（单位：万元）")),
            _CHARGES,
        ),
    ),
    requests=(*_OPENING, *_OTHER_2021, *_CLOSING),
)
FORMS = {"2019": FORM_2019, "2021": FORM_2021}

SECTIONS = {
    "overview": "总体情况",
    "disclosure": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "disputes": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}
NUMERALS = "一二三四五六"


def addresses(edition: str, table: str = "") -> tuple[str, ...]:
    """
    Every cell of a form, or of one of its tables, as `table/row/column`.
    """
    form = FORMS[edition]
    every = (
        *(
            f"disclosure/{row.id}/{column.id}"
            for block in form.disclosure
            for row in block.rows
            for column in block.columns
        ),
        *(f"requests/{row.id}/{column.id}" for row in form.requests for column in COLUMNS),
        *(f"disputes/{row.id}/{column.id}" for row in DISPUTES for column in OUTCOMES),
    )
    return tuple(each for each in every if each.startswith(f"{table}/" if table else ""))
