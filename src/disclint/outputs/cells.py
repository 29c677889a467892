"""
The cells of a report, one a line, `address = value`: for people, `grep` and `diff`.
"""

from collections.abc import Iterator

from disclint.facts import Facts
from disclint.outputs import ink
from disclint.outputs.parse_json import cells
from disclint.outputs.view import View
from disclint.syntax import NUMBER


def write(facts: Facts, _name: str, _view: View) -> Iterator[str]:
    """
    A line for each cell of the form; what holds no number is in parentheses.
    """
    for address, cell in cells(facts).items():
        # What allows several readings has no words of its own; the readings tell more.
        written = cell["raw"] or " | ".join(str(each) for each in cell.get("options", ()))
        words = ink.still(" ".join(str(written).split()))
        shown = cell["value"] if cell["state"] == NUMBER else f"({cell['state']}) {words}".strip()
        sure = "" if cell["confidence"] in (0, 1) else f"  # {cell['confidence']:.2f}"
        yield f"{address} = {shown}{sure}\n"
