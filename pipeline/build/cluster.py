"""Editions made by a Dask cluster: its workers are given all that a step needs, and give back bytes.

They share no disk with this machine, but must have the same Everyleaf, libraries and fonts: else the bytes would differ.
So each step takes its fingerprint along, and a worker that finds another one for the same document refuses it.
"""

import logging
import pickle
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any

from pipeline import __version__
from pipeline.asynchronous import finish
from pipeline.build.plan import Step, fingerprint
from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.pool import WorkerLostError
from pipeline.renderers import RENDERERS
from pipeline.rendering import Made, render

CONNECT = 8
"""In seconds: so long a scheduler may take to answer, also when it is started again, and to have its first worker."""
RETURN = 60
"""In seconds: so long there may be no worker in the middle of a build, when they may be about to be started again."""


@contextmanager
def connected(address: str) -> Iterator["Cluster"]:
    """Give the cluster with a scheduler at an address, for the block.

    Raises EveryleafError: `library-missing` without Dask; `cluster-unreachable` if nobody answers at the address, or there
    is no worker; `cluster-differs` if a worker has another Everyleaf or none.
    """
    distributed = _distributed()
    try:
        finish(_knock(distributed, address))
        client = distributed.Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError, MemoryError) as error:
        reason = "another program does" if isinstance(error, MemoryError) else error  # its first bytes, read as a length
        words = f'no scheduler of a Dask cluster answers at "{address}": {reason}'
        hint = 'give its address as it says it itself when it starts, such as "tcp://10.0.0.1:8786"'
        raise EveryleafError(Diagnostic(code="cluster-unreachable", message=words, hint=hint)) from None
    with closing(client):
        _check_scheduler(client, address)
        if not _versions(client, CONNECT):
            words = f'the cluster at "{address}" has no workers'
            hint = "start some: docs/how-to/build-on-a-cluster.md"
            raise EveryleafError(Diagnostic(code="cluster-unreachable", message=words, hint=hint))
        yield Cluster(address=address, client=client, killed=(distributed.KilledWorker, ImportError))


async def _knock(distributed: Any, address: str) -> None:  # noqa: ANN401 (Dask may not be installed)
    """Raise OSError if nobody answers at an address; a client to whom nobody answers would take long to close."""
    arguments = distributed.Security().get_connection_args("client")
    (await distributed.core.connect(address, timeout=CONNECT, **arguments)).abort()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Workers of a cluster. `connected` makes it."""

    address: str
    client: Any
    killed: tuple[type[BaseException], ...]
    """What a step fails with whose worker died. ImportError: one without Everyleaf came after the others were asked."""
    again: int = 1
    """Once, since the scheduler itself has then tried the step on several workers."""
    width: int = 64
    """More than there are workers, since more may come."""

    def submit(self, step: Step) -> Future[Made]:
        """Return the future edition. Raises EveryleafError (`cluster-lost`) if the scheduler is gone.

        Dask's own executor is not used: its futures never end if the connection breaks while an answer is fetched
        (`_cascade_future` of distributed 2026.8).
        """
        document = step.wanted.document
        environment = RENDERERS[step.wanted.format].environment(document)
        work = (step.wanted.format, pickle.dumps(document), step.wanted.fingerprint, environment)
        if self.client.status == "closed":
            self.recover()
        asked = self.client.submit(partial(_make, __version__, *work), pure=False)
        answer: Future[Made] = Future()
        self.client.loop.add_callback(self._answer, asked, answer)
        return answer

    async def _answer(self, asked: Any, answer: Future[Made]) -> None:  # noqa: ANN401 (Dask may not be installed)
        """Tell an answer what was asked of Dask, and that it was lost unless it is known that the step itself failed."""
        try:
            answer.set_result(await asked)
        except BaseException as error:  # noqa: BLE001 (whoever waits for the answer gets it)
            has_failed = asked.status == "error" and not isinstance(error, self.killed)
            answer.set_exception(error if has_failed else WorkerLostError())

    def recover(self) -> None:
        """Wait for a scheduler and workers, one of which may have died.

        Raises EveryleafError: `cluster-lost` if none comes back, `cluster-differs` if it is not as this machine any more.
        """
        if not _versions(self.client, RETURN):
            words = f'the cluster at "{self.address}" was lost: no worker can be reached any more'
            hint = "see what its scheduler and its workers say; then build again"
            raise EveryleafError(Diagnostic(code="cluster-lost", message=words, hint=hint))


def _distributed() -> ModuleType:
    """Return Dask's package, which says nothing on its own any more: what matters, our problems say."""
    try:
        import distributed  # noqa: PLC0415 (takes long, and few builds need it)
    except ImportError:
        words = "this Everyleaf can't use clusters: Dask is not installed"
        hint = 'install it: pip install "everyleaf[cluster]"'
        raise EveryleafError(Diagnostic(code="library-missing", message=words, hint=hint)) from None
    for name in logging.root.manager.loggerDict:
        if name.split(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    module: ModuleType = distributed
    return module


def _check_scheduler(client: Any, address: str) -> None:  # noqa: ANN401 (Dask may not be installed)
    """Raise EveryleafError (`cluster-differs`) for a scheduler without Everyleaf, which it needs to pass steps on."""
    try:
        client.run_on_scheduler(_version)
    except ImportError as error:
        raise _differs(f"the scheduler {address}", f"no Everyleaf ({error})", f"Everyleaf {__version__}") from None


def _versions(client: Any, seconds: float) -> Mapping[str, object]:  # noqa: ANN401 (Dask may not be installed)
    """Return the version of Everyleaf that each worker has, by its address; none if for so long there is no worker.

    Raises EveryleafError (`cluster-differs`) if one of them differs.
    """
    deadline = time.monotonic() + seconds
    versions: Mapping[str, object] = {}
    while not versions and client.status != "closed" and time.monotonic() < deadline:
        if client.status == "running":  # what is sent while it connects again may never arrive
            with suppress(OSError, TimeoutError):
                answers = client.run(_version, on_error="return")
                versions = {name: each for name, each in answers.items() if not isinstance(each, OSError)}  # not who died
        if not versions:
            time.sleep(0.2)
    for worker, version in versions.items():
        if version != __version__:
            what = f"Everyleaf {version}" if isinstance(version, str) else f"no Everyleaf ({version})"
            raise _differs(f"the worker {worker}", what, f"Everyleaf {__version__}")
    return versions


# --- On a worker ----------------------------------------------------------------------------------------------------------


def _version() -> str:
    return __version__


def _make(version: str, format_name: str, pickled: bytes, expected: str, environment: tuple[str, ...]) -> Made:
    """Return the edition of a document, which this machine itself has sent.

    Raises EveryleafError (`cluster-differs`) if this worker would make it in another way than the machine that asks for it.
    """
    if version != __version__:
        raise _differs(_name(), f"Everyleaf {__version__}", f"Everyleaf {version}")
    document = pickle.loads(pickled)  # noqa: S301 (who may send work to this worker may have it do anything)
    renderer = RENDERERS[format_name]
    if fingerprint(document, renderer) != expected:
        own = renderer.environment(document)
        raise _differs(_name(), _but(own, environment), _but(environment, own))
    return render(format_name, document)


def _but(parts: tuple[str, ...], others: tuple[str, ...]) -> str:
    return ", ".join(part for part in parts if part not in others) or "other templates, styles or code"


def _name() -> str:
    from distributed import get_worker  # noqa: PLC0415 (is there, on a worker)

    return f"the worker {get_worker().address}"


def _differs(who: str, theirs: str, ours: str) -> EveryleafError:
    words = f"{who} may make other editions: it has {theirs}; this machine has {ours}"
    hint = "install the same Everyleaf, libraries and fonts on all workers, from one image for instance, and restart them"
    return EveryleafError(Diagnostic(code="cluster-differs", message=words, hint=hint))
