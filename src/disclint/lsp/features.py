"""
What editors ask about reports, carried to the functions that answer.
"""

from collections.abc import Callable
from typing import TypeVar

from lsprotocol import types as lsp

from disclint.lsp import actions, hovering, navigating, outlining, rulehover
from disclint.lsp.connection import Server
from disclint.lsp.insight import Insight

_Answer = TypeVar("_Answer")


def register(server: Server) -> None:
    """
    Let a server answer.
    """
    kinds = lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])
    server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, kinds)(_actions)
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_symbols)
    server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)(_folds)
    server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)(_hints)
    server.feature(lsp.TEXT_DOCUMENT_DEFINITION)(_definitions)
    server.feature(lsp.TEXT_DOCUMENT_REFERENCES)(_references)
    server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(_highlights)


async def _about(ls: Server, uri: str, answer: Callable[[Insight], _Answer]) -> _Answer | None:
    """
    What is answered about a report that is open; None of what is none.
    """
    insight = await ls.desk.insight(uri)
    return None if insight is None else await ls.desk.apart(answer, insight)


async def _actions(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    checked = await ls.desk.checked(params.text_document.uri)
    if checked is None:
        return []
    context = params.context
    return await ls.desk.apart(actions.actions, checked, params.range, context.diagnostics, context.only)


async def _hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    desk = ls.desk
    checked = await desk.checked(params.text_document.uri)
    if checked is not None and checked.pack is not None:
        return await desk.apart(rulehover.hover, checked.document, params.position, checked.kit, checked.lang)

    def answer(insight: Insight) -> lsp.Hover | None:
        kit, lang = insight.checked.kit, insight.checked.lang
        return hovering.hover(
            insight, _offset(insight, params.position), lambda rule: desk.pages.uri(rule, kit, lang)
        )

    return await _about(ls, params.text_document.uri, answer)


async def _symbols(
    ls: Server, params: lsp.DocumentSymbolParams
) -> list[lsp.DocumentSymbol] | list[lsp.SymbolInformation]:
    uri = params.text_document.uri
    found = await _about(ls, uri, outlining.symbols) or []
    client = ls.client_capabilities.text_document
    outline = client.document_symbol if client is not None else None
    if outline is not None and outline.hierarchical_document_symbol_support:
        return found
    return list(outlining.flat(found, uri))


async def _folds(ls: Server, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange] | None:
    return await _about(ls, params.text_document.uri, outlining.folds)


async def _hints(ls: Server, params: lsp.InlayHintParams) -> list[lsp.InlayHint] | None:
    if not ls.desk.settings.inlay_hints:
        return None
    return await _about(ls, params.text_document.uri, lambda insight: outlining.hints(insight, params.range))


async def _definitions(ls: Server, params: lsp.DefinitionParams) -> list[lsp.Location] | None:
    uri = params.text_document.uri
    checked = await ls.desk.checked(uri)
    if checked is not None and checked.pack is not None:
        found = await ls.desk.apart(rulehover.definition, checked.document, params.position, checked.kit)
        return None if found is None else [found]
    return await _about(
        ls, uri, lambda insight: navigating.definitions(insight, _offset(insight, params.position))
    )


async def _references(ls: Server, params: lsp.ReferenceParams) -> list[lsp.Location] | None:
    itself = params.context.include_declaration
    return await _about(
        ls,
        params.text_document.uri,
        lambda insight: navigating.references(insight, _offset(insight, params.position), itself=itself),
    )


async def _highlights(ls: Server, params: lsp.DocumentHighlightParams) -> list[lsp.DocumentHighlight] | None:
    uri = params.text_document.uri
    return await _about(
        ls, uri, lambda insight: navigating.highlights(insight, _offset(insight, params.position))
    )


def _offset(insight: Insight, position: lsp.Position) -> int:
    return insight.checked.document.lines.offset(position)
