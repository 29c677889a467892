"""
Files that change what holds for reports: configurations, baselines, packs.
"""

import logging
from collections.abc import Collection
from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from disclint.lsp.configuring import is_configuration
from disclint.lsp.connection import Server
from disclint.lsp.documents import path_of

_LOG = logging.getLogger(__name__)
_PATTERNS = ("**/disclint.toml", "**/pyproject.toml", "**/disclint.lock", "**/*.yaml", "**/*baseline*.json")
# Findings of files that are not open are shown as long as the files are there; of a folder only itself is told.
_ANY = "**/*"
_SUFFIXES = (".yaml", ".lock", ".json")


def register(server: Server) -> None:
    """
    Let a server hear of such files.
    """
    server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_changed)


def matters(path: Path | None) -> bool:
    """
    Whether findings may depend on a file.
    """
    return path is not None and (is_configuration(path) or path.suffix in _SUFFIXES)


async def watch(ls: Server) -> None:
    """
    Ask the client to watch them, if it can.
    """
    client = ls.client_capabilities.workspace
    watched = client.did_change_watched_files if client is not None else None
    if watched is None or not watched.dynamic_registration:
        return
    options = lsp.DidChangeWatchedFilesRegistrationOptions(
        [
            *(lsp.FileSystemWatcher(each) for each in _PATTERNS),
            lsp.FileSystemWatcher(_ANY, lsp.WatchKind.Delete),
        ]
    )
    registration = lsp.Registration("disclint-watch", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    try:
        await ls.client_register_capability_async(lsp.RegistrationParams([registration]))
    except JsonRpcException as error:
        # Some say that they can, and cannot: configurations are then read anew when they are saved.
        _LOG.warning("the client watches no files: %s", error)


def _changed(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    gone = {path_of(each.uri) for each in params.changes if each.type == lsp.FileChangeType.Deleted}
    if gone:
        ls.desk.clear([each for each in ls.desk.elsewhere if _is_within(path_of(each), gone)])
    if any(matters(path_of(each.uri)) for each in params.changes):
        ls.desk.set(ls.desk.settings)


def _is_within(path: Path | None, gone: Collection[Path | None]) -> bool:
    return path is not None and any(each in gone for each in (path, *path.parents))
