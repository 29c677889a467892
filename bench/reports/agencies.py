"""
Invented agencies of the four kinds that write reports.
"""

from random import Random

from attrs import frozen

KINDS = ("government", "office", "department", "township")

_PLACES = {
    "市": ("云川市", "临湖市", "安澜市", "松岭市", "清河湾市", "南屏市"),
    "县": ("青溪县", "长桥县", "石泉岭县", "平乐塘县", "东坪县", "白沙洲县"),
    "区": ("望江区", "北苑区", "新港区", "梅林区", "东河区", "翠屏山区"),
}
# 崀 is in GB18030 and not in GB2312, which pages declare all the same.
_TOWNS = ("崀湖", "双塘", "柳树桥", "龙泉寺", "大石", "枫林", "官渡", "三合")
_BUREAUS = (
    "财政局",
    "教育局",
    "民政局",
    "商务局",
    "司法局",
    "审计局",
    "统计局",
    "水利局",
    "交通运输局",
    "应急管理局",
    "文化和旅游局",
    "市场监督管理局",
    "自然资源和规划局",
    "卫生健康委员会",
    "发展和改革委员会",
)
_UNITS = {
    "government": ("自然资源和规划局", "住房和城乡建设局", "公安局", "农业农村局"),
    "office": ("自然资源和规划局", "住房和城乡建设局", "人力资源和社会保障局"),
    "department": ("执法监督科", "规划财务科", "行政审批科"),
    "township": ("党政综合办公室", "村镇建设办公室", "综合便民服务中心"),
}


@frozen
class Agency:
    """
    Who reports: names as used in the title, in the text and for the whole area.
    """

    name: str
    kind: str
    place: str
    level: str
    itself: str
    unit: str

    @property
    def area(self) -> str:
        """
        How the text calls all that the agency speaks for, such as 全市.
        """
        return f"全{self.level}" if self.kind == "government" else self.itself

    @property
    def makes_rules(self) -> bool:
        """
        Whether the report may count 规章: cities and their offices only.
        """
        return self.level == "市" and self.kind in {"government", "office"}

    @property
    def owes_results(self) -> bool:
        """
        Whether article 50 wants 考核、社会评议、责任追究 results of it.
        """
        return self.name.endswith("人民政府")


def draw(random: Random, kind: str) -> Agency:
    """
    An agency of this kind.
    """
    level = random.choice("市县区")
    place = random.choice(_PLACES[level])
    name, itself = _NAMED[kind](random, place, level)
    unit = random.choice(_UNITS[kind])
    if kind in {"government", "office"}:
        unit = level + unit
    return Agency(name, kind, place, level, itself, unit)


def _government(random: Random, place: str, level: str) -> tuple[str, str]:
    return f"{place}人民政府", random.choice((f"我{level}", place))


def _office(random: Random, place: str, level: str) -> tuple[str, str]:
    return f"{place}人民政府办公室", random.choice((f"{level}政府办公室", "我办", "本机关"))


def _department(random: Random, place: str, level: str) -> tuple[str, str]:
    bureau = random.choice(_BUREAUS)
    short = "我局" if bureau.endswith("局") else "我委"
    return place + bureau, random.choice((short, "本机关", level + bureau))


def _township(random: Random, place: str, _level: str) -> tuple[str, str]:
    town = random.choice(_TOWNS)
    district = place if not place.endswith("市") else ""
    suffix, itself = random.choice((("镇人民政府", "我镇"), ("乡人民政府", "我乡"), ("街道办事处", "我街道")))
    return f"{district}{town}{suffix}", itself


_NAMED = {
    "government": _government,
    "office": _office,
    "department": _department,
    "township": _township,
}
