"""
The forms that ship with disclint, loaded once for all tests.
"""

from disclint.editions.load import editions, lexicon
from disclint.resources import rules_directory

EDITIONS = editions((each, each.read_bytes()) for each in sorted(rules_directory().glob("editions/*.yaml")))
LEXICON = lexicon((rules_directory() / "lexicon.yaml").read_bytes())

# The form of today, its tables, and the headings that they stand under.
EDITION = EDITIONS["2021"]
REQUESTS, DISPUTES, DISCLOSURE = (EDITION.tables[id] for id in ("requests", "disputes", "disclosure"))
HEADINGS = {
    "disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
}
