"""
The rules that come of a chain of packs, ready to run, and the forms that reports are read by.

What ships with disclint was checked when it was tested and is taken as it is; what others wrote is checked whole
before any of it runs.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.util import find_spec
from os import PathLike, fspath

from attrs import evolve, field, frozen

from disclint.cache import Shelf, shelf
from disclint.editions import Edition
from disclint.engine import Program
from disclint.engine.faults import faults
from disclint.engine.program import Compiled, compiled
from disclint.errors import UsageError
from disclint.packs import chain, forms, limits, locking
from disclint.packs.kit import Kit
from disclint.packs.layer import Builtin, Configured, Layer
from disclint.resources import rules_directory
from disclint.rules import load
from disclint.rules.documents import EDITIONS, Refuse, raised
from disclint.rules.load import Inherited
from disclint.rules.model import Rule
from disclint.rules.pack import Pack
from disclint.rules.parameters import Known


@frozen
class Terms:
    """
    What the user allows packs: those trusted by id may use `regex:`; `allow_final_off` frees final rules.
    """

    trusted: frozenset[str] = frozenset()
    allow_final_off: bool = False


@frozen(eq=False)
class LoadedPack:
    """
    A pack that was loaded, with all that it extends: `pack.rules` are the rules, `pack.lineage` what they come from.
    """

    kit: Kit = field(repr=False)

    @property
    def pack(self) -> Pack:
        """
        Its rules, and those that it inherits.
        """
        return self.kit.pack

    @property
    def editions(self) -> Mapping[str, Edition]:
        """
        The forms that reports are read by where it is used, by id.
        """
        return self.kit.editions


Reference = str | PathLike[str] | LoadedPack

_SHELF = "sound-1"
_KEPT = 8
_kept: dict[object, Kit] = {}


def kit_of(
    references: Sequence[Reference],
    base: Kit,
    builtin: Builtin,
    terms: Terms,
    *,
    configured: Configured | None = None,
    refuse: Refuse | None = None,
) -> Kit:
    """
    The kit of these packs; one that was made of the same files on the same terms is used again.
    """
    loaded = [each.kit.layers for each in references if isinstance(each, LoadedPack)]
    paths = [fspath(each) for each in references if not isinstance(each, LoadedPack)]
    named = [] if configured is None else [*map(str, configured.roots)]
    # Folders together, for one may extend another by its id.
    layers = chain.joined([*loaded, chain.layers([*named, *paths], builtin)])
    locking.ensure_locked(layers, [each.root / locking.NAME for each in layers if not each.is_builtin])
    if configured is not None and locking.is_of_configuration(configured.lock):
        locking.ensure_whole(chain.layers(named, builtin), configured.lock)
    if refuse is not None:
        return kit(layers, base, terms, refuse)
    key = (terms, base, *((each.id, each.digest, each.root.resolve()) for each in layers))
    found = _kept.get(key)
    if found is None:
        found = kit(layers, base, terms)
        # Several threads may be here at once.
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[key] = found
    return found


def kit(layers: Sequence[Layer], base: Kit, terms: Terms | None = None, refuse: Refuse = raised) -> Kit:
    """
    The kit of a chain of packs; `base` is what ships with disclint.

    Raises the first UsageError, or gives each to `refuse` and leaves out what it is about.
    """
    chosen = terms or Terms()
    own = [each for each in layers if not each.is_builtin]
    shipped = rules_directory() / EDITIONS
    written = forms.written([each.folder for each in own], shipped, refuse)
    editions = forms.editions(base.editions, written, refuse) if written else base.editions
    pack: Pack | None = None
    for layer in sorted(layers, key=lambda each: not each.is_builtin):
        pack = base.pack if layer.is_builtin else _extended(pack, layer, editions, chosen, refuse)
    sound = _Sound.of(layers, base, chosen) if refuse is raised else None
    if pack is None:
        program = base.program
    elif sound is not None and sound.is_known:
        program = _program(pack, base, editions, None, refuse)
    else:
        program = _program(pack, base, editions, chosen, refuse)
        if sound is not None:
            sound.keep()
    return Kit(editions, base.lexicon, lambda: program.pack, lambda: program, tuple(layers))


def _extended(
    pack: Pack | None, layer: Layer, editions: Mapping[str, Edition], terms: Terms, refuse: Refuse
) -> Pack:
    inherited = Inherited(ancestors=layer.ancestors, allow_final_off=terms.allow_final_off)
    return load.pack(
        layer.folder.given(),
        list(dict.fromkeys(each.id for form in editions.values() for each in form.sections)),
        inherited=inherited if pack is None else evolve(inherited, pack=pack),
        words=words(editions),
        refuse=refuse,
    )


def words(editions: Mapping[str, Edition]) -> Known:
    """
    The ids of tables, rows and columns that the editions have.
    """
    tables = [each for form in editions.values() for each in form.tables.values()]
    return {
        "table": list(dict.fromkeys(each.id for each in tables)),
        "row": list(dict.fromkeys(row.id for each in tables for row in each.rows())),
        "column": list(dict.fromkeys(column.id for each in tables for column in each.columns())),
    }


@frozen
class _Sound:
    """
    Where it is kept that all rules of a chain could be compiled, and under what: all that this hangs on.
    """

    shelf: Shelf
    key: str

    @classmethod
    def of(cls, layers: Sequence[Layer], base: Kit, terms: Terms) -> "_Sound | None":
        """
        None where nothing is kept.
        """
        found = shelf(_SHELF)
        if found is None:
            return None
        engine = find_spec("re2") is not None if terms.trusted else None
        told = (
            [(each.id, each.version, "" if each.is_builtin else each.digest) for each in layers],
            [each.id for each in base.pack.rules],
            sorted(terms.trusted), terms.allow_final_off, engine,
        )  # fmt: skip
        return cls(found, sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest())

    @property
    def is_known(self) -> bool:
        """
        Whether they could be compiled before.
        """
        return self.shelf.get(self.key) is not None

    def keep(self) -> None:
        """
        Keep that they can be.
        """
        self.shelf.put(self.key, b"")


def _program(
    pack: Pack, base: Kit, editions: Mapping[str, Edition], terms: Terms | None, refuse: Refuse
) -> Program:
    # Without terms the rules are known to be sound, and are compiled when they are first used.
    is_same = editions is base.editions and all(
        pack.concepts.get(id) is each for id, each in base.pack.concepts.items()
    )
    ready = {each.rule.id: each for each in base.program.rules} if is_same else {}
    found: list[Compiled] = []
    usable: list[Rule] = []
    for rule in pack.rules:
        known = ready.get(rule.id)
        if known is not None and known.rule is rule:
            found.append(known)
            usable.append(rule)
            continue
        try:
            if terms is not None:
                limits.ensure_affordable(rule, editions, terms.trusted)
            found.append(compiled(rule, pack, editions, strict=terms is not None))
            usable.append(rule)
        except UsageError as error:
            # Whoever collects errors wants all of a rule.
            for each in faults(rule, pack, editions) or (error,):
                refuse(each)
    return Program(evolve(pack, rules=tuple(usable)), tuple(found))
