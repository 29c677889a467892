"""
The server on this machine: bound to 127.0.0.1 and nothing else.
"""

import socket
from collections.abc import Callable

import uvicorn

from disclint.errors import UsageError, system_words
from disclint.serve import app, guards
from disclint.serve.answers import Answers

HOST = "127.0.0.1"


def serve(answers: Answers, port: int, limit: int, tell: Callable[[str], None]) -> None:
    """
    Serve until somebody interrupts; `tell` is told the address. Port 0 is any that is free.

    Raises UsageError if the port is taken.
    """
    with _listening(port) as listening:
        port = listening.getsockname()[1]
        token = guards.new_token()
        hosts = frozenset((f"{HOST}:{port}", f"localhost:{port}"))
        config = uvicorn.Config(
            app.made(answers, token, hosts, limit),
            log_level="error",
            access_log=False,
            server_header=False,
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
        tell(f"http://{HOST}:{port}/?token={token}")
        uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    # asyncio sends answers at once only over what is said to be TCP; else their last part waits 40 ms for the browser.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.bind((HOST, port))
        # A browser that is quicker than the server waits in the queue.
        made.listen()
    except (OSError, OverflowError) as error:
        made.close()
        why = system_words(error) if isinstance(error, OSError) else {"zh": "端口号无效", "en": "no port"}
        raise UsageError(
            f"port {port} cannot be used ({why['en']})",
            "choose another, or leave --port out",
            zh=(f"端口 {port} 不能使用（{why['zh']}）", "请换一个端口，或者不写 --port"),
        ) from error
    return made
