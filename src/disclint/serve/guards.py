"""
Who may ask: pages of ours that know the token, from this machine, by our own name; everybody else is turned away.

    GET /?token=…  sets the cookie and leads to /, so that the token does not stay in the address
    all else       wants the cookie, or the token in the header X-Disclint-Token
    POST           wants an Origin of ours as well; a program without one sends the header

Another name in `Host` is how a page elsewhere would reach this server through a name of its own (DNS rebinding).
"""

import secrets
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from attrs import frozen
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse

from disclint.result import LANGUAGES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-disclint-token"  # noqa: S105 - the name of a header
# Nothing is loaded from elsewhere, nothing runs that a report says, no other page may frame this one.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_SAFE = frozenset(("GET", "HEAD"))
_OUR_SITES = frozenset(("same-origin", "none"))
_REFUSED = (
    "disclint：请使用启动时显示的完整地址（含 token）打开本页。\n"
    "disclint: open this page by the whole address, with its token, that was shown at the start.\n"
)


def new_token() -> str:
    """
    A token nobody can guess.
    """
    return secrets.token_urlsafe(24)


@frozen(eq=False)
class Guard:
    """
    Lets through to `app` who may ask; `hosts` are the names with port that this server goes by.
    """

    app: "ASGIApp"
    token: str
    hosts: frozenset[str]

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """
        Answer or refuse one request.
        """
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        if scope["type"] != "http":
            return

        async def sealed(message: "Message") -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        headers = Headers(scope=scope)
        answer = self._answer(scope, headers)
        await (answer or self.app)(scope, receive, sealed)

    def _answer(self, scope: "Scope", headers: Headers) -> "ASGIApp | None":
        host = headers.get("host", "")
        if host not in self.hosts:
            return PlainTextResponse(_REFUSED, 421)
        query = parse_qs(scope["query_string"].decode("latin-1"))
        asked, lang = query.get("token", []), query.get("lang", [""])[0]
        if scope["path"] == "/" and scope["method"] == "GET" and asked:
            return self._welcome(host, lang) if self._knows(asked) else PlainTextResponse(_REFUSED, 403)
        sent = headers.getlist(TOKEN_HEADER)
        cookies = [
            value
            for each in headers.getlist("cookie")
            if (value := cookie_parser(each).get(_cookie(host))) is not None
        ]
        if not self._knows([*sent, *cookies]) or not _is_ours(
            scope["method"], headers, host, by_header=bool(sent)
        ):
            return PlainTextResponse(_REFUSED, 403)
        return None

    def _knows(self, tokens: Iterable[str]) -> bool:
        # Compared as bytes, for a header may hold anything.
        own = self.token.encode()
        return any(secrets.compare_digest(each.encode("utf-8", "replace"), own) for each in tokens)

    def _welcome(self, host: str, lang: str) -> RedirectResponse:
        answer = RedirectResponse(f"/?lang={lang}" if lang in LANGUAGES else "/", 303)
        answer.set_cookie(_cookie(host), self.token, httponly=True, samesite="strict", path="/")
        return answer


def _cookie(host: str) -> str:
    # Cookies do not know ports, and another disclint may be running.
    return f"disclint-{host.rpartition(':')[2]}"


def _is_ours(method: str, headers: Headers, host: str, *, by_header: bool) -> bool:
    if headers.get("sec-fetch-site", "none") not in _OUR_SITES:
        return False
    if method in _SAFE:
        return True
    origin = headers.get("origin")
    return by_header if origin is None else origin == f"http://{host}"
