"""
What applies to a file: the command line over the configuration nearest to it over what holds by default.
"""

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve

from disclint.diagnostics import CONFIGURATION
from disclint.editions import Edition
from disclint.errors import UsageError
from disclint.packs import chain, folder, locking
from disclint.packs.kit import Kit
from disclint.packs.layer import Configured
from disclint.rules.documents import HEAD
from disclint.rules.model import Rule
from disclint.session import baseline, config, data, layering, patterns
from disclint.session.baseline import Baseline
from disclint.session.config import BY_PATH, Config, listed
from disclint.session.layering import BY_DEFAULT, BY_HAND, DEFAULTS, Layer, Setting
from disclint.session.options import Options, ensure_final_on, ensure_known, ensure_some
from disclint.session.rule_names import ensure_known_rules
from disclint.session.suppression import Suppression


class Configuration:
    """
    The settings of a run; each configuration is read once.

    `given` are settings that somebody gave by hand, by their names in the file, with `origins` where they are not
    from the command line.  `used` is a configuration that was named; without one and with `discovers`, each file has
    the nearest one above it.  One that is `accepting` takes all findings for known, to write a baseline; one that
    does not `judge` minds no rules that there are not.
    """

    def __init__(
        self,
        given: Mapping[str, Any] | None = None,
        *,
        origins: Mapping[str, str] | None = None,
        used: Config | None = None,
        discovers: bool = True,
        accepting: bool = False,
        judges: bool = True,
    ) -> None:
        self.given = dict(given or {})
        self.origins = origins or {}
        self.used = used
        self.discovers = discovers and used is None
        self.accepting = accepting
        self.judges = judges
        self.configs: dict[str, Config] = {}
        self.baselines: dict[Path, Baseline] = {}
        self._by_folder: dict[Path, Config | None] = {}
        self._kits: dict[str | None, Kit] = {}
        self._options: dict[object, Options] = {}

    def config(self, path: Path | None) -> Config | None:
        """
        The configuration for a file; of one without a path, that of the current folder.
        """
        if self.used is not None:
            return self._checked(self.used)
        if not self.discovers:
            return None
        return self._above(Path.cwd() if path is None else path.absolute().parent)

    def _above(self, folder: Path) -> Config | None:
        waiting: list[Path] = []
        found: Config | None = None
        for each in (folder, *folder.parents):
            if each in self._by_folder:
                found = self._by_folder[each]
                break
            waiting.append(each)
            found = config.beside(each)
            if found is not None:
                self._checked(found)
                break
        self._by_folder.update(dict.fromkeys(waiting, found))
        return found

    def _checked(self, found: Config) -> Config:
        if found.name not in self.configs:
            if self.judges:
                ensure_known_rules(found, self.kit(found).pack.rules)
            self.configs[found.name] = found
        return found

    def kit(self, found: Config | None) -> Kit:
        """
        The rules and forms by a configuration, or without one: its packs, and those given by hand.
        """
        name = found.name if found else None
        if name not in self._kits:
            settings = found.data if found else {}
            trust = (*listed(settings.get("trust", ())), *listed(self.given.get("trust", ())))
            configured = None if found is None else self.configured(found)
            self._kits[name] = data.kit(
                self.given.get("packs", ()), trust=trust, allow_final_off=self._allows_final_off,
                configured=configured,
            )  # fmt: skip
        return self._kits[name]

    @staticmethod
    def configured(found: Config) -> Configured | None:
        """
        The packs that a configuration names, where it names some, and what locks them.
        """
        given = found.data.get("packs", ())
        if not given:
            return None
        roots = []
        near = Path(patterns.relative(found.folder, Path.cwd()))
        place = found.folder if ".." in near.parts else near
        for at, each in enumerate(listed(given)):
            try:
                root = chain.root(each, place, data.shipped())
                if not (root / HEAD).is_file() and root != data.shipped().root:
                    raise folder.no_pack(root)
                roots.append(root)
            except UsageError as error:
                path = ("packs",) if isinstance(given, str) else ("packs", at)
                raise found.document.error(error.problem, error.remedy, *path, zh=error.zh) from error
        return Configured(tuple(roots), place / locking.NAME)

    @property
    def editions(self) -> Mapping[str, Edition]:
        """
        The forms of all packs in use, by id.
        """
        return {id: each for kit in reversed(self._kits.values()) for id, each in kit.editions.items()}

    def rules(self) -> Mapping[str, Rule]:
        """
        The rules of all files that were asked for so far, by id.
        """
        return {each.id: each for kit in self._kits.values() for each in kit.pack.rules}

    @property
    def _allows_final_off(self) -> bool:
        return bool(self.given.get("allow-final-off"))

    def excludes(self, path: Path) -> bool:
        """
        Whether a file or a folder is left out when it is not named.
        """
        found = self.config(path)
        return (
            found is not None
            and bool(found.excluded)
            and patterns.fits(found.excluded, found.relative(path) or "")
        )

    def layers(self, path: Path | None) -> list[Layer]:
        """
        What applies to a file, the weakest first.
        """
        found = self.config(path)
        layers = [Layer(BY_DEFAULT, DEFAULTS)]
        if found is not None:
            layers.append(Layer(found.name, found.data, found))
            for at in found.sections(found.relative(path)):
                values = {key: each for key, each in found.data["paths"][at].items() if key in BY_PATH}
                layers.append(Layer(found.name, values, found, ("paths", at)))
        by_origin: dict[str, dict[str, Any]] = {}
        for key, each in self.given.items():
            by_origin.setdefault(self.origins.get(key, BY_HAND), {})[key] = each
        return [*layers, *(Layer(origin, values) for origin, values in by_origin.items())]

    def resolved(self, path: Path | None) -> dict[str, Setting]:
        """
        Every setting as it applies to a file, with where it comes from.
        """
        return layering.resolved(self.layers(path), lifts="select" in self.given)

    def options(self, path: Path | None) -> Options:
        """
        What applies to a file.  Raises UsageError for a configuration that cannot be used.
        """
        found = self.config(path)
        relative = found.relative(path) if found else None
        sections = tuple(found.sections(relative)) if found else ()
        applying = tuple(_applying(found, relative)) if found else ()
        key = (found.name if found else None, sections, applying)
        if key not in self._options:
            entries = suppressions(found) if found else []
            self._options[key] = self._made(path, found, [entries[at] for at in applying])
        return self._options[key]

    def _made(self, path: Path | None, found: Config | None, entries: Sequence[Suppression]) -> Options:
        settings = {key: each.value for key, each in self.resolved(path).items()}
        options = Options(
            select=listed(settings["select"]),
            ignore=settings["ignore"],
            profile=settings["profile"],
            lang=settings["lang"],
            strict=settings["strict"],
            fail_on=settings["fail-on"],
            changes=tuple(layering.changes(settings["severity"])),
            suppressions=tuple(entries),
            baseline=self._baseline(settings["baseline"], found),
            kit=self.kit(found),
            allow_final_off=self._allows_final_off,
        )
        rules = self.kit(found).pack.rules
        ensure_known(options, [each.id for each in rules])
        if "select" in self.given:
            ensure_some(options, rules)
        self._ensure_final(options, rules, path)
        return options

    def _ensure_final(self, options: Options, rules: Sequence[Rule], path: Path | None) -> None:
        for key, part in (("ignore", evolve(options, changes=())), ("severity", evolve(options, ignore=()))):
            try:
                ensure_final_on(part, rules)
            except UsageError as error:
                raise self.resolved(path)[key].error(error) from error

    def _baseline(self, named: str | None, found: Config | None) -> Baseline | None:
        if named is None:
            return None
        by_hand = "baseline" in self.given or found is None
        path = Path(named) if by_hand or found is None else found.folder / named
        shown = Path(patterns.relative(path, Path.cwd()))
        path = shown if not path.is_absolute() or shown.parts[:1] != ("..",) else path
        if path not in self.baselines:
            try:
                self.baselines[path] = baseline.opened(path, accepting=self.accepting)
            except UsageError as error:
                if by_hand or found is None or error.where is not None:
                    raise
                # It is the configuration that is wrong.
                raise found.document.error(error.problem, error.remedy, "baseline", zh=error.zh) from error
        return self.baselines[path]


def suppressions(found: Config) -> list[Suppression]:
    """
    The sections [[suppress]] of a configuration, whatever files they are for.
    """
    given = found.data.get("suppress", ())
    return [_suppression(each, found.place("suppress", at)) for at, each in enumerate(given)]


def _applying(found: Config, relative: str | None) -> list[int]:
    given = found.data.get("suppress", ())
    return [
        at
        for at, each in enumerate(given)
        if "path" not in each or (relative is not None and patterns.fits(listed(each["path"]), relative))
    ]


def _suppression(given: Mapping[str, Any], where: str) -> Suppression:
    years = [int(each) for each in str(given["year"]).split("-")] if "year" in given else []
    return Suppression(
        CONFIGURATION,
        tuple(each.strip().upper() for each in listed(given["rule"])),
        given["reason"].strip(),
        where,
        given.get("until"),
        agency=listed(given.get("agency", ())),
        years=(years[0], years[-1]) if years else None,
        addresses=listed(given.get("address", ())),
    )


def of(given: Mapping[str, Any], named: "str | PathLike[str] | Mapping[str, Any] | bool") -> Configuration:
    """
    The configuration that a caller names: a file, a mapping, True for the nearest to each file, False for none.
    """
    if isinstance(named, bool):
        return Configuration(given, discovers=named)
    used = config.of_mapping(named) if isinstance(named, Mapping) else config.named(Path(named))
    return Configuration(given, used=used)
