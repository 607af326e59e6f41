"""What a command says while it is at work."""

from collections.abc import Iterator

import pytest

from pipeline.progress import Count, Part, Progress, Stage, StopWatch, in_log, is_due, on_terminal

PLANNED = (("large-print", "fr"), ("large-print", "ar"), ("html", "fr"), ("html", "ar"), ("text", "fr"))


def told() -> Iterator[Progress]:
    count = Count(Stage.RENDER, PLANNED)
    return (count.one(*each) for each in PLANNED)


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_what_is_done_is_counted_by_format_and_by_language() -> None:
    *_, fourth, last = told()
    assert (fourth.done, fourth.total, fourth.kind, fourth.language) == (4, 5, "html", Part("ar", 2, 2))
    assert fourth.kinds == (Part("large-print", 2, 2), Part("html", 2, 2), Part("text", 0, 1))
    assert last.kinds == (Part("large-print", 2, 2), Part("html", 2, 2), Part("text", 1, 1))


def test_the_rest_is_estimated_by_the_pace_of_each_format() -> None:
    clock = Clock()
    watch = StopWatch(clock)
    left = []
    for progress, seconds in zip(told(), (8, 6, 1, 1, 0.5), strict=True):
        clock.now += seconds
        watch.note(progress)
        left.append(watch.left(progress))
    assert left == [8, 0, 1, 0, 0]
    assert watch.left(Progress(stage=Stage.RENDER)) is None


def test_nobody_knows_how_long_a_validator_takes_that_was_not_asked_yet() -> None:
    clock = Clock()
    watch = StopWatch(clock)
    count = Count(Stage.JUDGE, [("quick", "fr"), ("slow", "fr"), ("slow", "ar")])
    left = []
    for kind, language in (("quick", "fr"), ("slow", "fr"), ("slow", "ar")):
        clock.now += 5
        progress = count.one(kind, language)
        watch.note(progress)
        left.append(watch.left(progress))
    assert left == [None, 5, 0]


def test_a_stage_has_the_time_until_the_next_begins() -> None:
    clock = Clock()
    watch = StopWatch(clock)
    heard: list[Progress] = []
    tell = watch.noting(heard.append)
    for stage, seconds in ((Stage.READ, 1), (Stage.PLAN, 2), (Stage.RENDER, 3), (Stage.RENDER, 4)):
        tell(Progress(stage=stage))
        clock.now += seconds
    assert watch.stages() == {Stage.READ: 1, Stage.PLAN: 2, Stage.RENDER: 7}
    assert [each.stage for each in heard] == [Stage.READ, Stage.PLAN, Stage.RENDER, Stage.RENDER]


@pytest.mark.parametrize("left", [None, 0.4, 45, 600])
def test_a_line_on_a_terminal_fits_it_and_says_what_is_done_and_left(left: float | None) -> None:
    progress = tuple(told())[2]
    line = on_terminal(progress, left, 200)
    words = {None: "", 0.4: "", 45: ", about 45 s left", 600: ", about 10 min left"}[left]
    done = "large-print 2/2  html 1/2  text 0/1  fr 2/3"
    assert line == f"Making editions [############........] 3/5{words}  {done}"
    assert on_terminal(progress, left, 40) == line[:40]
    assert on_terminal(Progress(stage=Stage.READ), left, 40) == "Reading …"


def test_a_log_has_ten_lines_a_stage_at_most() -> None:
    count = Count(Stage.JUDGE, [("axe-core", "fr")] * 225)
    lines = [in_log(each, 20) for each in (count.one("axe-core", "fr") for _ in range(225)) if is_due(each)]
    assert len(lines) == 10
    assert lines[0] == "Judging: 23 of 225, about 20 s left (axe-core 23 of 225)"
    assert not is_due(Progress(stage=Stage.READ))
