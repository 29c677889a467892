"""
Sentences on requests, all true of 表三: what came, what was done, what was left.
"""

from random import Random

from bench.reports.draft import Sentence
from bench.reports.facts import Facts
from bench.reports.wording import say

TOPIC = "requests"

_BALANCE = (
    "{Y}年，{we}共收到政府信息公开申请{received}件，上年结转{over}件；全年办结{closed}件，结转下年度继续办理{forward}件。",
    "全年新收政府信息公开申请{received}件，加上上年结转的{over}件，共{taken}件，其中办结{closed}件，结转下年度{forward}件。",
    "{we}本年度新收依申请公开{received}件，上一年度结转{over}件，已答复{closed}件，其余{forward}件结转至下一年度办理。",
    "{Y}年共接收政府信息公开申请{received}件，上年度结转{over}件，截至12月31日办结{closed}件，顺延到下年度办理{forward}件。",
    "本年度收到政府信息公开申请{received}件，结转上年申请{over}件，合计{taken}件；答复{closed}件，结转{next}年{forward}件。",
    "统计期内，{we}新收申请{received}件，{last}年结转{over}件，办理完毕{closed}件，转入下年度继续办理{forward}件。",
)
_RECEIVED = (
    "{Y}年，{we}共收到政府信息公开申请{received}件。",
    "全年收到公民、法人和其他组织提交的政府信息公开申请{received}件。",
    "本年度，{we}新收政府信息公开申请{received}件。",
    "{Y}年共接收依申请公开{received}件。",
    "{we}全年共接到政府信息公开申请{received}件。",
    "全年新收到{received}件政府信息公开申请。",
    "依申请公开方面，{we}本年共收到申请{received}件。",
)
_CLOSED = (
    "全年办结政府信息公开申请{closed}件。",
    "截至12月31日，已办结{closed}件申请。",
    "{Y}年，{we}共答复政府信息公开申请{closed}件。",
    "本年度依法依规办结申请{closed}件。",
    "截至年底，累计办结政府信息公开申请{closed}件。",
    "全年共办结依申请公开{closed}件，答复格式规范、要素齐全。",
)
_CARRIED_IN = (
    "另有上年结转申请{over}件。",
    "上年度结转政府信息公开申请{over}件。",
    "{last}年结转到本年度办理的申请有{over}件。",
    "上一年结转的申请为{over}件。",
    "此外，结转上年申请{over}件。",
    "上年结转{over}件，均已纳入台账。",
)
_CARRIED_OUT = (
    "结转下年度继续办理{forward}件。",
    "结转下一年度办理的申请{forward}件。",
    "年底前收到、尚未到答复期限的{forward}件结转至下年度办理。",
    "结转{next}年办理{forward}件。",
    "截至12月31日，尚有{forward}件申请正在办理，顺延到下年度答复。",
    "其余{forward}件申请结转到下一年继续办理。",
)
_HANDLED = (
    "{Y}年，{we}共办理政府信息公开申请{handled}件。",
    "全年共办理政府信息公开申请{handled}件。",
    "本年度，{we}依法办理政府信息公开申请{handled}件。",
    "{we}全年办理依申请公开政府信息申请{handled}件。",
    "{Y}年累计办理政府信息公开申请{handled}件，未发生超期情形。",
    "全年累计办理申请{handled}件，办理质量稳步提高。",
)
_ALL_CLOSED = (
    "收到的申请已全部办结。",
    "全部申请均已按规定办结。",
    "上述申请全部按时办结。",
    "所有申请均已办结。",
    "对收到的政府信息公开申请，已全部按要求和时限办结。",
    "申请均已全部答复完毕。",
)
_TIMELY = (
    "答复均在法定期限内作出。",
    "已答复的申请均在法定期限内予以答复。",
    "各项申请均按法定时限答复申请人。",
    "申请答复按时率保持100%。",
    "对已到期的申请，均在规定期限内依法予以答复。",
    "答复全程留痕，均未超过法定期限。",
)
_NONE = (
    "{Y}年，{we}未收到政府信息公开申请。",
    "本年度未收到公民、法人和其他组织提出的政府信息公开申请。",
    "全年没有收到政府信息公开申请，也没有上年结转的申请。",
    "{we}全年未接到依申请公开事项。",
    "{Y}年收到政府信息公开申请0件，办结0件。",
    "本年度无政府信息公开申请。",
    "{Y}年，{we}未收到任何形式的政府信息公开申请。",
)
_NO_FORWARD = (
    "无结转下年度办理的申请。",
    "没有结转到下年度的申请。",
    "结转下年度继续办理0件。",
    "年末无结转申请。",
    "本年度没有需要结转下年度继续办理的申请。",
    "结转下年度办理的为0件。",
)

_CHANNELS = (
    "新收申请按渠道分，通过网络提交{online}件，信函提交{mail}件，当面提交{visit}件。",
    "新收的申请包括网络申请{online}件、信函申请{mail}件、当面申请{visit}件。",
    "从新收申请的提交方式看，在线平台{online}件，邮寄{mail}件，现场{visit}件。",
    "本年新收申请的渠道包括网络{online}件、邮寄{mail}件、窗口{visit}件。",
    "新收申请中，网上提交{online}件，书面邮寄{mail}件，到场递交{visit}件。",
    "就新收申请的提交方式而言，网络渠道{online}件，信函渠道{mail}件，当面递交{visit}件。",
)
_NO_FAX = (
    "全年未收到以传真方式提交的申请。",
    "未收到通过传真提出的政府信息公开申请。",
    "传真渠道没有收到申请。",
    "没有以传真形式提交的政府信息公开申请。",
    "传真渠道全年未接到申请。",
    "未发生通过传真提出申请的情形。",
)
_PART = (
    "新收申请中，{unit}承办{part}件。",
    "其中{unit}收到{part}件。",
    "从承办单位看，{unit}承办{part}件。",
    "涉及{unit}职责的有{part}件。",
    "转由{unit}具体办理{part}件。",
    "由{unit}起草答复的共{part}件。",
)
_LAST_YEAR = (
    "{last}年同期收到申请{last_year}件。",
    "上年共收到政府信息公开申请{last_year}件。",
    "{last}年全年新收申请为{last_year}件。",
    "作为对比，{last}年收到{last_year}件申请。",
    "而上一年度收到申请{last_year}件。",
    "{last}年，收到的政府信息公开申请为{last_year}件。",
)
_OTHER_BUSINESS = (
    "全年通过领导信箱办结群众留言{n}件，答复咨询{m}条。",
    "办理人大代表建议和政协委员提案{m}件，办理结果均已公开。",
    "受理12345热线转办事项{n}件，办结率保持在较高水平。",
    "网上互动平台收到来信{n}封，回复{n}封。",
    "接待现场咨询{n}人次，解答电话咨询{m}次。",
    "依托政府网站处理咨询投诉类留言{n}条。",
)


def balance(facts: Facts, random: Random) -> Sentence:
    """
    All four numbers of the balance at once.
    """
    return say(TOPIC, _BALANCE, facts, random)


def received(facts: Facts, random: Random) -> Sentence:
    """
    How many came.
    """
    return say(TOPIC, _RECEIVED, facts, random)


def closed(facts: Facts, random: Random) -> Sentence:
    """
    How many were answered.
    """
    return say(TOPIC, _CLOSED, facts, random)


def carried_in(facts: Facts, random: Random) -> Sentence:
    """
    How many were left from the year before.
    """
    return say(TOPIC, _CARRIED_IN, facts, random)


def carried_out(facts: Facts, random: Random) -> Sentence:
    """
    How many are left for the next year.
    """
    if not facts.total("carried_forward"):
        return say(TOPIC, _NO_FORWARD, facts, random)
    return say(TOPIC, _CARRIED_OUT, facts, random)


def handled(facts: Facts, random: Random, number: int | None = None) -> Sentence:
    """
    How many were worked on: those closed, or those that came and were left.
    """
    done = facts.total("disposed_total")
    taken = facts.total("new_received") + facts.total("carried_over")
    count = random.choice((done, taken)) if number is None else number
    return say(TOPIC, _HANDLED, facts, random, handled=count)


def all_closed(facts: Facts, random: Random) -> Sentence:
    """
    That nothing is left open.
    """
    return say(TOPIC, _ALL_CLOSED, facts, random)


def timely(facts: Facts, random: Random) -> Sentence:
    """
    That answers came in time, which does not say that all are closed.
    """
    return say(TOPIC, _TIMELY, facts, random)


def none(facts: Facts, random: Random) -> Sentence:
    """
    That nothing came at all.
    """
    return say(TOPIC, _NONE, facts, random)


def channels(facts: Facts, random: Random) -> Sentence:
    """
    How the requests came.
    """
    online, mail, visit = facts.channels
    return say(TOPIC, _CHANNELS, facts, random, online=online, mail=mail, visit=visit)


def no_fax(facts: Facts, random: Random) -> Sentence:
    """
    That one channel brought nothing, beside requests that came otherwise.
    """
    return say(TOPIC, _NO_FAX, facts, random)


def part(facts: Facts, random: Random) -> Sentence:
    """
    The share of one unit, which is not the agency's number.
    """
    some = random.randint(1, facts.total("new_received") - 1)
    return say(TOPIC, _PART, facts, random, part=some)


def last_year(facts: Facts, random: Random) -> Sentence:
    """
    The year before, which is not this year's number.
    """
    return say(TOPIC, _LAST_YEAR, facts, random)


def other_business(facts: Facts, random: Random) -> Sentence:
    """
    Things received and closed that are no requests for information.
    """
    n, m = random.randint(30, 4000), random.randint(5, 300)
    return say("business", _OTHER_BUSINESS, facts, random, n=n, m=m)
