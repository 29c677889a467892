"""
What an editor may set, and what it is told of a setting that cannot be.
"""

import pytest

from disclint.errors import UsageError
from disclint.lsp.settings import PULL, Settings, read


def test_names_may_be_written_either_way() -> None:
    found = read({"inlayHints": False, "debounce": 20, "diagnostics": "pull", "reports": "*.txt"}, None)
    assert found == Settings(reports=("*.txt",), diagnostics=PULL, debounce=20.0, inlay_hints=False)


@pytest.mark.parametrize("written", [None, [], "lang", 3])
def test_no_settings_are_those_by_default(written: object) -> None:
    assert read(written, None) == Settings()


@pytest.mark.parametrize(
    ("key", "value", "remedy"),
    [
        ("lnag", "zh", "lang"),
        ("lang", "fr", "zh"),
        ("lang", ["zh"], "zh"),
        ("diagnostics", "pul", "pull"),
        ("debounce", "soon", "milliseconds"),
        ("debounce", True, "milliseconds"),
        ("debounce", -1, "milliseconds"),
        ("debounce", float("nan"), "milliseconds"),
        ("config", 5, "path"),
        ("reports", 5, "patterns"),
        ("reports", {"a": 1}, "patterns"),
        ("inlayHints", "yes", "true or false"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_in_both_languages(key: str, value: object, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        read({key: value}, None)
    assert remedy in caught.value.to_do("en")
    assert caught.value.to_do("zh") != caught.value.to_do("en")
    assert "disclint." in caught.value.said("zh")
