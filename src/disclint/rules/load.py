"""
Reads a pack: its head, concepts, guards and rules, from files that someone else has read.

Refuses to open files; checks all that can be checked without knowing the kinds of rules.  A pack that
extends another one is read on top of it: see `rules.overriding`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from disclint import schemas
from disclint.errors import UsageError
from disclint.facts.concepts import Concept, Continuation, Guard, Vocabulary
from disclint.facts.ranges import FIXED_SCOPES
from disclint.rules import concepts, files, spelling
from disclint.rules.documents import HEAD, Documents, File, Refuse, raised, told_to
from disclint.rules.model import Rule
from disclint.rules.overriding import Changed, Heir, overridden
from disclint.rules.pack import Pack
from disclint.rules.parameters import Known
from disclint.rules.templates import Template, ensure_acyclic, expanded, templates
from disclint.yamlfile import Document

_UNNAMED = {"pack": {"id": "unnamed", "version": "0.0.0"}}
_EMPTY = Pack("", "", (), Vocabulary(), {})


@frozen
class Inherited:
    """
    What a pack is read on top of: all that was read so far, and the ids of the packs that it extends.

    `allow_final_off` lets it turn off or weaken rules that are `final`.
    """

    pack: Pack = _EMPTY
    ancestors: frozenset[str] = frozenset()
    allow_final_off: bool = False


def pack(
    given: Iterable[File],
    sections: Sequence[str],
    *,
    strict: bool = True,
    inherited: Inherited | None = None,
    words: Known | None = None,
    refuse: Refuse = raised,
) -> Pack:
    """
    The pack in these files: `pack.yaml`, `scopes.yaml`, `concepts/*.yaml`, and a rule in each other.

    `sections` are the ids of the sections that the editions have, `words` those of tables, rows and columns.
    `strict` checks every file against its schema; what ships with disclint has been checked already, and its
    examples wait until someone asks for them.  Raises the first UsageError, or gives each to `refuse` and
    leaves out what it is about.
    """
    documents = Documents(refuse, strict=strict)
    documents.read(given)
    return _made(documents, sections, strict=strict, inherited=inherited, words=words, refuse=refuse)


def shipped(given: Iterable[tuple[str, Document]], sections: Sequence[str], *, is_new: bool = False) -> Pack:
    """
    The pack in files that ship with disclint, without their examples: what each is, and what was read.

    Raises UsageError for a phrase of a concept or guard that is none, if they are new.
    """
    documents = Documents(raised, strict=False)
    for what, each in given:
        documents.take(what, each)
    return _made(documents, sections, strict=False, is_new=is_new)


def _made(
    documents: Documents,
    sections: Sequence[str],
    *,
    strict: bool,
    is_new: bool = False,
    inherited: Inherited | None = None,
    words: Known | None = None,
    refuse: Refuse = raised,
) -> Pack:
    base = inherited or Inherited()
    (head,) = documents.of("pack")[:1] or [Document(_UNNAMED, None)]
    known = {**(words or {}), "section": sections}
    reading = _Reading(head, base, (*FIXED_SCOPES, *sections), known, refuse, strict, strict or is_new)
    reading.take_words(documents.of("scopes"))
    with told_to(refuse):
        reading.take_concepts([*_inline(head), *documents.of("concept")])
    reading.take_templates()
    reading.take_rules(documents.of("rule"))
    reading.take_changes()
    return reading.done()


def _inline(head: Document) -> list[Document]:
    found = []
    for id, data in head.data.get("concepts", {}).items():
        part = head.part("concepts", id)
        found.append(part.derived({"id": id, **data}, {}))
    return found


@define(eq=False)
class _Reading:
    """
    A pack while it is read.
    """

    head: Document
    base: Inherited
    scopes: tuple[str, ...]
    known: Known
    refuse: Refuse
    strict: bool
    # Whether it has still to be seen that phrases are phrases.
    is_new: bool
    guards: tuple[Guard, ...] = ()
    continuations: dict[str, Continuation] = field(factory=dict)
    words: dict[str, Sequence[str]] = field(factory=dict)
    written: dict[str, Document] = field(factory=dict)
    concepts: dict[str, Concept] = field(factory=dict)
    known_templates: dict[str, Template] = field(factory=dict)
    rules: dict[str, Rule] = field(factory=dict)
    changed: Changed = field(factory=Changed)

    @property
    def id(self) -> str:
        """
        The id of the pack.
        """
        return str(self.head.data["pack"]["id"])

    def take_words(self, documents: Iterable[Document]) -> None:
        """
        Lists of words, and guards, each under a new name; continuations, also in place of inherited ones.
        """
        self.continuations = {each.id: each for each in self.base.pack.vocabulary.continuations}
        self.words = dict(self.base.pack.words)
        self.guards = self.base.pack.vocabulary.guards
        for written in documents:
            for id, each in written.data.get("words", {}).items():
                if id in self.words:
                    self.refuse(self._taken(written, "list of words", id, "words", id))
                self.words[id] = concepts.listed(written, id, self.refuse) if self.is_new else each
            document = spelling.spelled_out(written, self.words, self.refuse)
            for index in range(len(document.data.get("groups", ()))):
                with told_to(self.refuse):
                    guard = concepts.guard(document, index, strict=self.is_new)
                    if any(each.id == guard.id for each in self.guards):
                        raise self._taken(document, "group", guard.id, "groups", index, "id")
                    concepts.ensure_acyclic(document, index, guard, self.guards)
                    self.guards = (*self.guards, guard)
            for index in range(len(document.data.get("continues", ()))):
                with told_to(self.refuse):
                    each = concepts.continuation(document, index, self.id, strict=self.is_new)
                    earlier = self.continuations.get(each.id)
                    if earlier and earlier.pack not in self.base.ancestors:
                        raise self._taken(document, "continuation", each.id, "continues", index, "id")
                    self.continuations[each.id] = each

    def take_concepts(self, documents: Iterable[Document]) -> None:
        """
        New concepts.
        """
        self.written = dict(self.base.pack.concepts)
        self.concepts = dict(self.base.pack.vocabulary.concepts)
        for document in documents:
            with told_to(self.refuse):
                id = self._new(document, self.written, "concept")
                self._take_concept(id, document)

    def _take_concept(self, id: str, written: Document) -> None:
        document = spelling.spelled_out(written, self.words, self.refuse)
        known = self.scopes, self.guards, self.words
        try:
            self.concepts[id] = concepts.concept(document, *known, strict=self.is_new)
        except UsageError as error:
            rest, found = concepts.without_faults(document)
            for each in found or [error]:
                self.refuse(each)
            if not found:
                return
            # Rules that use it are no more wrong than they were.
            self.concepts[id] = concepts.concept(rest, *known, strict=False)
        self.written[id] = written

    def take_templates(self) -> None:
        """
        New templates.
        """
        self.known_templates = dict(self.base.pack.templates)
        for name, each in templates(self.head).items():
            if name in self.known_templates:
                self.refuse(self._taken(self.head, "template", name, "templates", name))
            self.known_templates[name] = each
        for each in self.known_templates.values():
            with told_to(self.refuse):
                ensure_acyclic(each, self.known_templates)

    def take_rules(self, documents: Iterable[Document]) -> None:
        """
        New rules.
        """
        self.rules = {each.id: each for each in self.base.pack.rules}
        self.known = {**self.known, "concept": self.concepts}
        for document in documents:
            with told_to(self.refuse):
                id = self._new(document, self.rules, "rule")
                self.rules[id] = self._rule(document, self.id)

    def take_changes(self) -> None:
        """
        What the head overrides in inherited rules and concepts.
        """
        heir = Heir(
            self.head, self.base.ancestors, allow_final_off=self.base.allow_final_off, strict=self.strict
        )
        self.changed = overridden(heir, self.base.pack, self.refuse)
        for id, document in self.changed.concepts.items():
            with told_to(self.refuse):
                self._take_concept(id, document)
        for id, each in self.changed.rules.items():
            with told_to(self.refuse):
                old = self.rules[id]
                if each.document is not None:
                    new = self._rule(each.document, old.pack, check=bool(each.is_checked))
                else:
                    new = old
                self.rules[id] = each.applied(new)

    def _rule(self, document: Document, pack: str, *, check: bool = True) -> Rule:
        whole = expanded(document, self.known_templates, self.known)
        if self.strict and check and (whole is not document or document.is_derived):
            schemas.validate(whole, "rule")
        return files.rule(whole, document if whole is not document else None, pack)

    def done(self) -> Pack:
        """
        The pack, with what it inherits.
        """
        base, head = self.base.pack, self.head.data["pack"]
        sources = dict(base.sources)
        for id, each in files.references(self.head).items():
            if id in sources and sources[id] != each:
                self.refuse(self._taken(self.head, "source", id, "sources", id))
            sources[id] = each
        with told_to(self.refuse):
            files.ensure_rooted(self.head, sources)
        return Pack(
            id=head["id"],
            version=head["version"],
            rules=tuple(self.rules.values()),
            vocabulary=Vocabulary(self.concepts, self.guards, tuple(self.continuations.values())),
            sources=sources,
            words=self.words,
            concepts=self.written,
            templates=self.known_templates,
            changes={**base.changes, **self.changed.made(base.changes)},
            lineage=(*base.lineage, f"{head['id']} {head['version']}"),
        )

    def _new(self, document: Document, found: Mapping[str, Any], what: str) -> str:
        id = str(document.first["id"])
        if id in found:
            raise self._taken(document, what, id, "id")
        # What ships has been tested, and hundreds of paths take milliseconds to make.
        where = document.where if self.strict else None
        if where is not None and where.name != HEAD and where.stem != id:
            raise document.error(
                f"the file is called {where.name}, but declares {id!r}",
                f"rename it to {id}{where.suffix}",
                "id",
                zh=(f"文件名是 {where.name}，里面的 id 却是“{id}”", f"把文件改名为 {id}{where.suffix}"),
            )
        return id

    def _taken(self, document: Document, what: str, id: str, *path: str | int) -> UsageError:
        names = {"rule": "规则", "concept": "概念", "template": "模板", "source": "依据"}
        inherited = id in {each.id for each in self.base.pack.rules} | self.base.pack.concepts.keys()
        owner = next((each.pack for each in self.base.pack.rules if each.id == id), "") if inherited else ""
        by = f"pack {owner!r}" if owner else "another file"
        zh_by = f"规则包 {owner}" if owner else "另一处"
        change, zh_change = (
            "; to change it, write it under `overrides:` in pack.yaml",
            "；要修改它，请写在 pack.yaml 的 overrides 下",
        )
        return document.error(
            f"the {what} id {id!r} is taken by {by}",
            f"choose another id{change if inherited else ''}",
            *path,
            zh=(
                f"{names.get(what, '编号')}“{id}”已被{zh_by}使用",
                f"换一个编号{zh_change if inherited else ''}",
            ),
        )
