"""
What a web page puts below a report: counters, buttons, names of editors, the foot of the site.

    furniture := paragraph*      each nothing but such words, at the very end

Refuses whatever may be a sentence of the report's: one with a full stop, or with words that no page puts there.
"""

from collections.abc import Sequence

from disclint.cache import compiled
from disclint.source import Flow

_MARKS = r"[\[\](){}<>|/\\·.:,、*#>»-]"
_BUTTON = (
    r"(?:分享[到至]|返回(?:顶部|首页|列表|上一页|上页)|回到顶部|(?:我要)?(?:打印|关闭|收藏|分享|保存|纠错|下载)(?:本页|本稿|本文|此页|该页|页面|文章|窗口|全文)?"
    r"|字[体号]|[大中小]|微信|微博|新浪微博|QQ空间|QQ|公众号|二维码)"
)
_COUNTER = r"(?:[阅浏点访][读览击问]|阅览)(?:次数|人次|人数|总数|数|量|率)?:?\d*[次人]?次?"
_EDITOR = r"(?:责任)?(?:编辑|责编|校对|审核|录入|审校|初审|复审|终审)人?:[^。;]{0,20}"
_SCAN = r"(?:微信|手机|用手机)?扫(?:一扫|码|描)[^。;]{0,20}"
_NEIGHBOUR = r"[上下]一(?:篇|条|页|则):?[^。;]{0,60}"
_FOOT = (
    r"(?:版权所有|主办(?:单位)?:|承办(?:单位)?:|技术支持:|网站标识码|网站地图|联系我们|关于我们|网站声明|隐私(?:声明|保护))[^。;]{0,80}"
    r"|.{0,60}(?:ICP备|公网安备)[^。;]{0,60}"
)
_WORDED = compiled(rf"(?>{_MARKS}|{_BUTTON}|{_COUNTER})++|{_EDITOR}|{_SCAN}|{_NEIGHBOUR}|{_FOOT}")
# Of a counter only its number may be left. Behind words without an end it may be what they say: 收取金额 and 0 below it.
_NUMBER = compiled(r"\d{1,7}")
_ENDED = frozenset("。!?;)]日号")
_LONGEST = 150


def before_furniture(flow: Flow, paragraphs: Sequence[tuple[int, int]]) -> int:
    """
    How many of these paragraphs, the last of a report, stand before the furniture at their end.
    """
    count = len(paragraphs)
    while count and _is_furniture(flow, paragraphs, count - 1):
        count -= 1
    return count


def _is_furniture(flow: Flow, paragraphs: Sequence[tuple[int, int]], at: int) -> bool:
    start, end = paragraphs[at]
    if not _NUMBER.fullmatch(flow.text, start, end):
        return _is_worded(flow, start, end)
    return not at or flow.text[start - 1] in _ENDED or _is_worded(flow, *paragraphs[at - 1])


def _is_worded(flow: Flow, start: int, end: int) -> bool:
    return end - start <= _LONGEST and _WORDED.fullmatch(flow.text, start, end) is not None
