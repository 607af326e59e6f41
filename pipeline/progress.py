"""How far a command is: what it tells while it works, how that is said, and how long the rest may take. Pure.

Who asks for a time gives the clock.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

_BAR = 20
"""How many characters wide a bar is."""
_MINUTES_FROM = 120
"""From how many seconds on a time is given in minutes."""


class Stage(StrEnum):
    """What a build is at, in this order."""

    READ = "read"
    TRANSLATE = "translate"
    PLAN = "plan"
    RENDER = "render"
    JUDGE = "judge"
    """Validators say what they think of the editions."""
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Part:
    """How many of some things are done: those of one format, or in one language, or asked of one validator."""

    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What a command tells: a stage begins, or one more thing in it is done."""

    stage: Stage
    done: int = 0
    total: int = 0
    """0 where nothing is counted."""
    kind: str = ""
    """The format of what was done last, or the validator that judged it; empty when a stage begins."""
    kinds: tuple[Part, ...] = ()
    """All of them, in the order in which they were planned."""
    language: Part | None = None
    """Of what was done last, by its tag."""


Tell = Callable[[Progress], None]
"""Is given each progress when it is made."""
Clock = Callable[[], float]
"""Returns seconds since some moment; it never goes back."""


class Count:
    """Counts in one stage what is done of things that have a kind and a language each."""

    def __init__(self, stage: Stage, planned: Iterable[tuple[str, str]]) -> None:
        pairs = tuple(planned)
        self._stage = stage
        self._total = len(pairs)
        self._planned = Counter(name for pair in pairs for name in enumerate(pair))
        self._done: Counter[tuple[int, str]] = Counter()

    def one(self, kind: str, language: str) -> Progress:
        """Return the progress when one more of them is done."""
        self._done.update(enumerate((kind, language)))
        kinds = tuple(self._part(key) for key in self._planned if key[0] == 0)
        return Progress(
            stage=self._stage,
            done=sum(part.done for part in kinds),
            total=self._total,
            kind=kind,
            kinds=kinds,
            language=self._part((1, language)),
        )

    def _part(self, key: tuple[int, str]) -> Part:
        return Part(key[1], self._done[key], self._planned[key])


class StopWatch:
    """Measures the stages of a command, and how long one thing of each kind takes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock()
        self._stage: Stage | None = None
        self._stages: dict[Stage, float] = {}
        self._spent: dict[str, float] = {}
        """Seconds by kind, of the stage that is at work."""

    def note(self, progress: Progress) -> None:
        """Take note of a progress at the moment when it is made."""
        passed = self._pass()
        if progress.stage != self._stage:
            self._stage = progress.stage
            self._spent.clear()
        if progress.kind:
            self._spent[progress.kind] = self._spent.get(progress.kind, 0) + passed

    def noting(self, tell: Tell) -> Tell:
        """Return what takes note of each progress, and tells it on."""

        def noted(progress: Progress) -> None:
            self.note(progress)
            tell(progress)

        return noted

    def stages(self) -> Mapping[Stage, float]:
        """Return how many seconds each stage took so far, in the order in which they began."""
        self._pass()
        return MappingProxyType(dict(self._stages))

    def left(self, progress: Progress) -> float | None:
        """Return how many seconds the rest of a stage may take at the pace so far; None if that can't be known yet.

        Of editions the slow formats are made first, so those of which none is made yet count for nothing. Of validators
        nobody knows, until each of them has judged something.
        """
        begun = [part for part in progress.kinds if part.done]
        if not begun or (progress.stage is Stage.JUDGE and begun != [*progress.kinds]):
            return None
        return sum(self._spent.get(part.name, 0) / part.done * (part.total - part.done) for part in begun)

    def _pass(self) -> float:
        """Return the seconds since it was called last; the stage that is at work took them."""
        now = self._clock()
        passed, self._last = now - self._last, now
        if self._stage:
            self._stages[self._stage] = self._stages.get(self._stage, 0) + passed
        return passed


_DOING = MappingProxyType(
    {
        Stage.READ: "Reading",
        Stage.TRANSLATE: "Translating",
        Stage.PLAN: "Planning",
        Stage.RENDER: "Making editions",
        Stage.JUDGE: "Judging",
        Stage.PUBLISH: "Publishing",
    }
)


def on_terminal(progress: Progress, left: float | None, width: int) -> str:
    """Return one line of at most so many columns: a bar, the time left, and what is done by format and by language."""
    if not progress.total:
        return f"{_DOING[progress.stage]} …"[:width]
    filled = progress.done * _BAR // progress.total
    parts = (*progress.kinds, *([progress.language] if progress.language else []))
    done = "  ".join(f"{part.name} {part.done}/{part.total}" for part in parts)
    bar = f"[{'#' * filled}{'.' * (_BAR - filled)}]"
    return f"{_DOING[progress.stage]} {bar} {progress.done}/{progress.total}{_in_words(left)}  {done}"[:width]


def in_log(progress: Progress, left: float | None) -> str:
    """Return one line for where no line can be written over."""
    done = ", ".join(f"{part.name} {part.done} of {part.total}" for part in progress.kinds)
    return f"{_DOING[progress.stage]}: {progress.done} of {progress.total}{_in_words(left)} ({done})"


def is_due(progress: Progress) -> bool:
    """Return whether a log needs a line: at most ten of them a stage."""
    return progress.done * 10 // progress.total > (progress.done - 1) * 10 // progress.total if progress.total else False


def _in_words(left: float | None) -> str:
    if left is None or left < 1:
        return ""
    return f", about {left / 60:.0f} min left" if left >= _MINUTES_FROM else f", about {left:.0f} s left"
