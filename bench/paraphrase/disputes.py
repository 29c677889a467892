"""
Sentences on reconsideration and lawsuits.
"""

from bench.paraphrase.kinds import Kind, Universal

_ABOUT = "[政府信息公开|信息公开]"
_RECON = (
    f"{{TIME}}，因{_ABOUT}[工作|申请|]被[申请|提起]行政复议{{recon:case}}。",
    f"{{TIME}}，{_ABOUT}[类|][行政复议|复议]案件{{recon:case}}。",
    f"{{TIME}}[共|][发生|产生|涉及]{_ABOUT}[类|][行政|]复议{{recon:case}}。",
    f"{{TIME}}，[申请人|]因不服{_ABOUT}答复[而|]申请行政复议{{recon:case}}。",
    f"{{TIME}}{{we}}{_ABOUT}被行政复议{{recon:case}}[，{{LASTYEAR}}有所上升|]。",
    f"因{_ABOUT}引发的行政复议[共|有|为]{{recon:case}}。",
)
_LIT = (
    f"{{TIME}}，因{_ABOUT}[工作|]被提起行政诉讼{{lit:case}}。",
    f"{{TIME}}，{_ABOUT}[类|]行政诉讼[案件|][共|]{{lit:case}}。",
    f"因{_ABOUT}引发的行政诉讼[案件|][共|有|为]{{lit:case}}。",
    f"{{TIME}}{_ABOUT}行政诉讼{{lit:case}}，其中未经复议直接起诉{{direct:case}}、复议后起诉{{after:case}}。",
    f"因{_ABOUT}涉诉[的行政诉讼|]案件{{lit:case}}。",
)
_BOTH = (
    f"{{TIME}}，因{_ABOUT}[工作|]被申请行政复议{{recon:case}}、[被|]提起行政诉讼{{lit:case}}。",
    f"{{TIME}}，[引发|发生|涉及]{_ABOUT}行政复议{{recon:case}}，行政诉讼{{lit:case}}。",
    f"{{TIME}}{_ABOUT}[类|][方面|]行政复议[案件|]{{recon:case}}、行政诉讼[案件|]{{lit:case}}。",
    f"{{TIME}}[共|]收到{_ABOUT}行政复议申请{{recon:case}}，行政诉讼[案件|]{{lit:case}}。",
    f"{_ABOUT}行政复议{{recon:case}}，未经复议直接起诉{{direct:case}}，复议后起诉{{after:case}}。",
    f"{{TIME}}，{_ABOUT}[行政|]复议[和|及|、]诉讼[案件|][共|共计|合计]{{disputed:case}}。",
)
_OUTCOMES = (
    f"{{TIME}}，因{_ABOUT}被申请行政复议{{recon:case}}，[其中|]结果维持{{recon_upheld:case}}、结果纠正{{recon_corrected:case}}、其他结果{{recon_other_outcome:case}}、尚未审结{{recon_pending:case}}。",
    f"{_ABOUT}行政复议{{recon:case}}，其中[维持|结果维持]{{recon_upheld:case}}，[纠正|结果纠正]{{recon_corrected:case}}，其他结果{{recon_other_outcome:case}}，[尚未审结|未审结]{{recon_pending:case}}。",
    f"{{TIME}}{_ABOUT}行政复议案件{{recon:case}}（结果维持{{recon_upheld:case}}、结果纠正{{recon_corrected:case}}、其他结果{{recon_other_outcome:case}}、尚未审结{{recon_pending:case}}）。",
)

KINDS = (
    Kind("reconsiderations", "requests", _RECON, lambda known: known["recon"] > 0, {"recon"}),
    Kind("lawsuits", "requests", _LIT, lambda known: known["lit"] > 0, {"lit", "direct", "after"}),
    Kind(
        "both",
        "requests",
        _BOTH,
        lambda known: known["recon"] > 0 and known["lit"] > 0,
        {"recon", "lit", "direct", "after", "disputed"},
        lambda known, _random: {"disputed": known["recon"] + known["lit"]},
    ),
    Kind(
        "outcomes",
        "requests",
        _OUTCOMES,
        lambda known: known["recon"] > 2,
        {"recon", "recon_upheld", "recon_corrected", "recon_other_outcome", "recon_pending"},
    ),
)
UNIVERSALS = (
    Universal(
        "no disputes",
        "requests",
        (
            f"{{TIME}}，[未发生|没有发生|未产生|无]因{_ABOUT}[工作|]引[发|起]的行政复议[、|和|或]行政诉讼[案件|]。",
            f"{{TIME}}{{we}}[没有|未]因{_ABOUT}[工作|]被申请行政复议[、|或|或者]提起行政诉讼。",
            f"{{TIME}}，{_ABOUT}行政复议0件，行政诉讼0件。",
            f"{{TIME}}[无|未发生]{_ABOUT}[类|]行政复议[和|及|、]行政诉讼。",
        ),
        lambda known: not known["recon"] and not known["lit"],
        lambda known: known["recon"] > 0 or known["lit"] > 0,
    ),
)
