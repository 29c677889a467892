"""
Cells, tables and sections by the words of the form, for rules that speak of them by id.
"""

from collections.abc import Mapping, Sequence

from attrs import frozen

from disclint.editions import Edition, TableForm
from disclint.outputs.saying import words

_LONGEST = 18


@frozen(eq=False)
class Forms:
    """
    The labels of the forms in one language; of labels that changed, the newest.
    """

    lang: str
    editions: Mapping[str, Edition]

    def address(self, pattern: tuple[str, str, str], names: Mapping[str, str]) -> str:
        """
        Cells, by the labels of the form; `names` are the words for variables.
        """
        table, row, column = pattern
        if table == "*":
            return self.pick("各表的每一格", "every cell of the tables")
        forms = [each.tables[table] for each in self.editions.values() if table in each.tables]
        if not forms:
            where = names.get(table[1:], table)
            return self.pick(f"{where}的每一格", f"every cell of {where}")
        name = forms[0].name[self.lang]
        if (row, column) == ("*", "*"):
            return self.pick(f"{name}的每一格", f"every cell of {name}")
        said = [
            self._line(each, _of_row(forms, row), names, is_row=is_row)
            for each, is_row in ((row, True), (column, False))
        ]
        return self.pick(f"{name}{''.join(said)}", ", ".join([name, *said]))

    def table(self, id: str) -> str:
        """
        What a table is called.
        """
        named = (each.tables[id].name[self.lang] for each in self.editions.values() if id in each.tables)
        return next(named, id)

    def scope(self, id: str) -> str:
        """
        What a section, or another stretch of the text, is called.
        """
        if id in words.SCOPES:
            return self.pick(*words.SCOPES[id])
        titles = (
            f"“{each.numeral}、{each.title}”"
            for edition in self.editions.values()
            for each in edition.sections
            if each.id == id
        )
        return next(titles, id)

    def label(self, id: str) -> str:
        """
        What a row or a column is called, whatever its table.
        """
        return _label(id, [form for each in self.editions.values() for form in each.tables.values()])

    def pick(self, zh: str, en: str) -> str:
        """
        One of two wordings.
        """
        return zh if self.lang == "zh" else en

    def _line(self, id: str, forms: Sequence[TableForm], names: Mapping[str, str], *, is_row: bool) -> str:
        if id == "*":
            return self.pick("各行" if is_row else "各列", "all rows" if is_row else "all columns")
        if id.startswith("$"):
            kind = "row" if is_row else "column"
            return names.get(id[1:]) or self.pick(*words.KINDS[kind])
        if id.startswith("@"):
            return self._group(id[1:], forms, is_row=is_row)
        return f"“{_label(id, forms)}”"

    def _group(self, id: str, forms: Sequence[TableForm], *, is_row: bool) -> str:
        for form in forms:
            named = next((each.label for each in (*form.groups, *form.header) if each.id == id), None)
            if named is not None:
                return self.pick(f"“{named}”各{'行' if is_row else '列'}", f"“{named}” (each)")
        lines = next((each.axes[id] for each in forms if id in each.axes), ())
        if len(lines) < 3:
            return self.pick("、", ", ").join([f"“{_label(each, forms)}”" for each in lines])
        first, last = _label(lines[0], forms), _label(lines[-1], forms)
        unit = ("行", "rows") if is_row else ("列", "columns")
        return self.pick(
            f"“{first}”至“{last}”({len(lines)}{unit[0]})", f"“{first}” to “{last}” ({len(lines)} {unit[1]})"
        )


def _of_row(forms: Sequence[TableForm], row: str) -> Sequence[TableForm]:
    """
    The forms that have a row; an id of a column may mean another thing in those that have not.
    """
    return [each for each in forms if any(line.id == row for line in each.rows())] or forms


def _label(id: str, forms: Sequence[TableForm]) -> str:
    for form in forms:
        for each in (*form.rows(), *form.columns()):
            if each.id == id:
                return each.label if len(each.label) <= _LONGEST else f"{each.label[: _LONGEST - 1]}…"
    return id
