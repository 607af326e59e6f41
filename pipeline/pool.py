"""A pool of warm processes, each replaced when it dies or has grown too large.

When a process dies, `concurrent.futures.ProcessPoolExecutor` breaks as a whole and can't tell whose fault it was.
This one fails the call that the process was at work on, and no other. Each process is fed by a thread of its own.
"""

import multiprocessing
import resource
import signal
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, ParamSpec, TypeVar

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError

LARGEST = 300
"""In MB: a process that has been larger is replaced before its next call."""
STARTS = 3
"""How many times a process is started, until it is believed that none can be."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class WorkerLostError(Exception):
    """The process that was at work on a call ended before it had an answer."""


class Pool(Executor):
    """Runs each call in one of a number of processes. These are started when they are first needed.

    A call raises WorkerLostError if its process dies, EveryleafError (`worker-failed`) if none can be started, and
    RuntimeError with the traceback for any exception that it raises there.
    """

    def __init__(self, size: int, largest: int = LARGEST) -> None:
        """A process that has had more than `largest` MB is replaced."""
        self._context = multiprocessing.get_context("forkserver")
        self._threads = ThreadPoolExecutor(size)
        self._largest = largest
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._is_closed = False

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Return the future answer of a call; the function, its arguments and the answer are pickled."""
        return self._threads.submit(self._ask, partial(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (Executor's)
        """End the processes: when they have done what was submitted or, with `cancel_futures`, at once."""
        if cancel_futures:
            self._close()
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            for worker in tuple(self._all):
                self._end(worker)

    def _ask(self, call: Callable[[], _T]) -> _T:
        request = bytes(ForkingPickler.dumps(call))
        worker = self._idle.pop() if self._idle else self._start()
        try:
            answer: _T | _Raised
            answer, megabytes = worker.ask(request)
        except (EOFError, OSError) as error:
            self._end(worker)
            raise WorkerLostError from error
        if megabytes > self._largest:
            self._end(worker)
        else:
            self._idle.append(worker)
        if isinstance(answer, _Raised):
            raise RuntimeError(answer.traceback)  # noqa: TRY004 (no matter of types)
        return answer

    def _start(self) -> "_Worker":
        for _ in range(STARTS):
            with suppress(EOFError, OSError):
                with self._lock:
                    if self._is_closed:
                        raise WorkerLostError
                    worker = _Worker(self._context)
                    self._all.add(worker)
                if worker.is_ready():
                    return worker
                self._end(worker)
        words = "no process that makes editions can be started on this machine"
        hint = "see the words above, if there are any; run everyleaf doctor; --jobs 1 does without such processes"
        raise EveryleafError(Diagnostic(code="worker-failed", message=words, hint=hint))

    def _end(self, worker: "_Worker") -> None:
        with self._lock:
            self._all.discard(worker)
        worker.end()

    def _close(self) -> None:
        """Start no process any more, and kill those that there are, which the threads that feed them then see."""
        with self._lock:
            self._is_closed = True
            for worker in self._all:
                worker.kill()


class _Worker:
    """One of the processes, as the thread sees it that feeds it."""

    def __init__(self, context: multiprocessing.context.ForkServerContext) -> None:
        self._connection, theirs = context.Pipe()
        self._process: ForkServerProcess = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def is_ready(self) -> bool:
        """Wait until the process waits for calls; return False if it ended before."""
        try:
            self._connection.recv_bytes()
        except (EOFError, OSError):
            return False
        return True

    def ask(self, request: bytes) -> tuple[Any, int]:
        """Return the answer to a pickled call, and how many MB the process has had at most. Raises EOFError or OSError."""
        self._connection.send_bytes(request)
        answer: tuple[Any, int] = self._connection.recv()
        return answer

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Kill the process, and wait until it is gone."""
        self._process.kill()
        self._process.join()
        self._connection.close()


class _Raised:
    """The answer to a call that raised an exception."""

    def __init__(self, words: str) -> None:
        self.traceback = words


def _serve(connection: Connection) -> None:
    """Answer calls, one after the other, as long as there is somebody who asks.

    Ctrl-C is left to the parent, which ends all processes in good order.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    connection.send_bytes(b"ready")
    while True:
        try:
            request = connection.recv_bytes()
        except EOFError:
            return
        connection.send((_answer(request), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def _answer(request: bytes) -> object:
    try:
        return ForkingPickler.loads(request)()
    except BaseException:  # noqa: BLE001 (whatever it is, the process serves on, and who asked hears of it)
        return _Raised(traceback.format_exc())


def _end_with_parent() -> None:
    """End this process when the one that it works for has ended, even if that was killed.

    A process of a fork server is no child of the one that it works for, so the system itself does not tell it.
    """
    if parent := multiprocessing.parent_process():
        parent.join()
        signal.raise_signal(signal.SIGKILL)
