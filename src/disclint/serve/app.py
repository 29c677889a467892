"""
The routes: the files of the page, and what it asks.

One thread answers, so that the loop which reads requests goes on; what is larger than it may be is not read to its end.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

from attrs import field, frozen
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from disclint.errors import UsageError
from disclint.serve import assets
from disclint.serve.answers import Answers
from disclint.serve.downloads import Download
from disclint.serve.guards import Guard
from disclint.serve.papers import gone

_Answer = TypeVar("_Answer")
# Changes and what they ask for.
_MOST_ASKED = 4 * 1024 * 1024
_GONE, _REFUSED, _TOO_LARGE = 410, 400, 413


@frozen(eq=False)
class _Page:
    """
    What the routes need; `limit` is the largest file in bytes.
    """

    answers: Answers
    limit: int
    _thread: ThreadPoolExecutor = field(factory=lambda: ThreadPoolExecutor(1, "disclint"), repr=False)

    async def asset(self, request: Request) -> Response:
        """
        A file of the page.
        """
        found = assets.asset(request.path_params.get("name", assets.INDEX))
        return Response(status_code=404) if found is None else Response(found.content, media_type=found.media)

    async def open(self, request: Request) -> Response:
        """
        A file, as it is in the body of the request.
        """
        content = await _body(request, self.limit)
        if content is None:
            return _failed(_too_large(self.limit), _TOO_LARGE)
        asked = request.query_params
        return await self._told(
            partial(self.answers.open, content, asked.get("name", ""), asked.get("lang", ""))
        )

    async def check(self, request: Request) -> Response:
        """
        A report with changes.
        """
        return await self._asked(request, self.answers.check)

    async def close(self, request: Request) -> Response:
        """
        A report that nobody looks at any more.
        """
        return await self._asked(request, self.answers.close)

    async def download(self, request: Request) -> Response:
        """
        A file to keep.
        """
        return await self._asked(request, self.answers.download)

    async def _asked(self, request: Request, action: Callable[[dict[str, Any]], object]) -> Response:
        body = await _body(request, _MOST_ASKED)
        if body is None:
            return _failed(_too_large(_MOST_ASKED), _TOO_LARGE)
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            return Response(status_code=_REFUSED)
        return await self._told(partial(action, asked))

    async def _told(self, action: Callable[[], object]) -> Response:
        try:
            found = await self._apart(action)
        except UsageError as error:
            return _failed(error, _REFUSED)
        except LookupError:
            return _failed(gone(), _GONE)
        if isinstance(found, Download):
            name = quote(found.name, safe="")
            kept = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
            return Response(found.content, media_type=found.media, headers=kept)
        return JSONResponse(found)

    def _apart(self, action: Callable[[], _Answer]) -> Awaitable[_Answer]:
        return asyncio.get_running_loop().run_in_executor(self._thread, action)


def made(answers: Answers, token: str, hosts: frozenset[str], limit: int) -> Guard:
    """
    The application; only `hosts` (`127.0.0.1:8765`) are names of it.
    """
    page = _Page(answers, limit)
    routes = [
        Route("/", page.asset),
        Route("/api/open", page.open, methods=["POST"]),
        Route("/api/check", page.check, methods=["POST"]),
        Route("/api/close", page.close, methods=["POST"]),
        Route("/api/download", page.download, methods=["POST"]),
        Route("/{name}", page.asset),
    ]
    return Guard(Starlette(routes=routes), token, hosts)


async def _body(request: Request, limit: int) -> bytes | None:
    """
    The body of a request; None if it is too large, and then the rest of it is not read.
    """
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > limit:
        return None
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            return None
        parts.append(part)
    return b"".join(parts)


def _failed(error: UsageError, status: int) -> JSONResponse:
    said = {lang: {"message": error.said(lang), "remedy": error.to_do(lang)} for lang in ("zh", "en")}
    return JSONResponse({"error": said}, status)


def _too_large(limit: int) -> UsageError:
    size = f"{limit / 1024 / 1024:g} MB"
    return UsageError(
        f"the file is larger than {size}",
        "no annual report is as large; check that it is the right file",
        zh=(f"文件大于 {size}", "年度报告不会这么大，请核对是不是选错了文件"),
    )
