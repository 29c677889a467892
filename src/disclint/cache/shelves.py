"""
What is kept of one sort, while a command runs: read when something is first asked for, written when the command ends.

It may also be carried in memory, to be taken to where there is no directory of the user's own.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from disclint.cache import place

# Typing is slow to import, and `bundle` is needed by those who find a directory.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from disclint.cache.bundle import Bundle

# What ships with disclint makes a third of it.
_LARGEST = 16_000_000


class Shelf:
    """
    Values by key; `name` says their sort and all that they depend on besides the key.  One that is `lent` keeps nothing new.
    """

    def __init__(self, where: str, name: str, *, is_lent: bool = False) -> None:
        self._where = where
        self._name = name
        self.is_lent = is_lent
        self._found: Bundle | None = None
        self._used: dict[str, bytes] = {}
        self._new: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """
        The value under a key.
        """
        if self._found is None:
            self._found = self._read()
        found = self._found.get(key)
        if found is not None and not self.is_lent:
            self._used[key] = found
        return found

    def put(self, key: str, value: bytes) -> None:
        """
        Keep a value.
        """
        if not self.is_lent:
            self._new[key] = value

    def _read(self) -> "Bundle":
        from disclint.cache.bundle import Bundle  # noqa: PLC0415 - see above

        return Bundle(place.read(self._where, self._name))

    def save(self) -> None:
        """
        Write what is new, with what others have written meanwhile.
        """
        from disclint.cache import bundle  # noqa: PLC0415 - see above

        if not self._new:
            return
        values = {**self._read().values(), **self._new}
        if sum(map(len, values.values())) > _LARGEST:
            values = {**self._used, **self._new}
        if sum(map(len, values.values())) <= _LARGEST:
            place.write(self._where, self._name, bundle.written(values))
        self._new.clear()


class _Carried(Shelf):
    """
    Values that came as a file's content, and are given back as one.
    """

    def __init__(self, content: bytes = b"") -> None:
        super().__init__("", "")
        self._content = content

    def _read(self) -> "Bundle":
        from disclint.cache.bundle import Bundle  # noqa: PLC0415 - see above

        return Bundle(self._content)

    def save(self) -> None:
        """
        Write what is new to the content.
        """
        from disclint.cache import bundle  # noqa: PLC0415 - see above

        self._content = bundle.written({**self._read().values(), **self._new})
        self._new.clear()

    def content(self) -> bytes:
        """
        All of it.
        """
        self.save()
        return self._content


class _Open:
    """
    The shelves of a command; there are none where nothing is to be kept.
    """

    def __init__(self, where: str | None, version: str, *, is_lent: bool = False) -> None:
        self.where = where
        self.version = version
        self.is_lent = is_lent
        self.shelves: dict[str, Shelf] = {}
        self.carried: dict[str, _Carried] | None = None


_open = [_Open(None, "")]


def shelf(name: str) -> Shelf | None:
    """
    The shelf of this name; None outside of `used`, unless it is `lent`.
    """
    current = _open[-1]
    if current.where is None:
        return current.carried.setdefault(name, _Carried()) if current.carried is not None else None
    found = current.shelves.get(name)
    if found is None:
        found = current.shelves[name] = Shelf(
            current.where, f"{name}-{current.version}", is_lent=current.is_lent
        )
    return found


def lent(environ: Mapping[str, str], version: str) -> None:
    """
    From now on, and outside of `used`, use what commands of the same version of disclint kept, and keep nothing.
    """
    _open[0] = _Open(place.path(environ), version, is_lent=True)


def standing() -> tuple[str | None, str, bool]:
    """
    How this process keeps things, as `stand` in one that works for it takes it.
    """
    current = _open[-1]
    return current.where, current.version, current.is_lent


def stand(where: str | None, version: str, is_lent: bool) -> None:  # noqa: FBT001 - goes from process to process
    """
    Keep things outside of `used` as another process does; `save` writes them.
    """
    current = _open[0]
    if (current.where, current.version) != (where, version):
        current = _open[0] = _Open(where, version, is_lent=is_lent)
    # What was read is not read again.
    current.is_lent = is_lent
    for each in current.shelves.values():
        each.is_lent = is_lent


def save() -> None:
    """
    Write what is new outside of `used`.
    """
    for each in _open[0].shelves.values():
        each.save()


@contextmanager
def used(environ: Mapping[str, str], version: str) -> Iterator[None]:
    """
    Keep what is made inside, and use what the same version of disclint kept before.
    """
    current = _Open(place.path(environ), version)
    _open.append(current)
    try:
        yield
    finally:
        _open.remove(current)
        for each in current.shelves.values():
            each.save()


@contextmanager
def carried(contents: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    """
    Keep what is made inside in memory, and use what is in `contents`; in the end the dictionary holds all of it, by sort.
    """
    current = _Open(None, "")
    current.carried = {name: _Carried(content) for name, content in contents.items()}
    _open.append(current)
    told: dict[str, bytes] = {}
    try:
        yield told
    finally:
        _open.remove(current)
        told.update({name: each.content() for name, each in current.carried.items()})
