"""
The rules that come of a chain of packs, ready to run, and the forms that reports are read by.

What ships with disclint was checked when it was tested and is taken as it is; what others wrote is checked whole
before any of it runs.
"""

from collections.abc import Mapping, Sequence
from os import PathLike, fspath

from attrs import evolve, field, frozen

from disclint.editions import Edition
from disclint.engine import Program
from disclint.engine.faults import faults
from disclint.engine.program import Compiled, compiled
from disclint.errors import UsageError
from disclint.packs import chain, forms, limits, locking
from disclint.packs.chain import Builtin, Configured, Layer
from disclint.packs.kit import Kit
from disclint.resources import rules_directory
from disclint.rules import load
from disclint.rules.documents import EDITIONS, Refuse, raised
from disclint.rules.load import Inherited
from disclint.rules.model import Pack, Rule
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
    key = (terms, id(base), *((each.id, each.digest, each.root.resolve()) for each in layers))
    if key not in _kept:
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[key] = kit(layers, base, terms)
    return _kept[key]


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
    program = base.program if pack is None else _program(pack, base, editions, chosen, refuse)
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


def _program(pack: Pack, base: Kit, editions: Mapping[str, Edition], terms: Terms, refuse: Refuse) -> Program:
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
            limits.ensure_affordable(rule, editions, terms.trusted)
            found.append(compiled(rule, pack, editions, strict=True))
            usable.append(rule)
        except UsageError as error:
            # Whoever collects errors wants all of a rule.
            for each in faults(rule, pack, editions) or (error,):
                refuse(each)
    return Program(evolve(pack, rules=tuple(usable)), tuple(found))
