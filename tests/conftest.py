"""Fixtures for all tests, and the option that rewrites golden files."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from pipeline import validators
from pipeline.build import Manner, Selection, build
from pipeline.files import Folder
from pipeline.validators.pdf_ua import PdfUa

hypothesis.settings.register_profile("quick", max_examples=25, deadline=None)
hypothesis.settings.register_profile("thorough", max_examples=500, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
SLOW_VALIDATORS = ("axe-core", "Nu Html Checker")
"""Those that start a browser or a JVM; tests/browser asks them about whole publications."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files that tests compare with")


@pytest.fixture(autouse=True)
def _quick_validators(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the validators that start a browser or a JVM to the tests that are about them."""
    if "browser" not in request.keywords:
        monkeypatch.setattr(validators, "VALIDATORS", (PdfUa(),))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Return a function that compares a text with tests/golden/<name>, byte for byte."""

    def compare(name: str, actual: str | bytes) -> None:
        path = GOLDEN / name
        content = actual.encode() if isinstance(actual, str) else actual
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        expected = path.read_bytes() if path.exists() else b""
        assert content.decode() == expected.decode(), f"{name} differs; pytest --update-golden accepts the new one"

    return compare


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample publication, built; once for all processes that run tests."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "samples"
    with (folder.parent / "samples.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for name in ("source", "locales"):
                shutil.copytree(TESTS.parent / name, folder / name)
            report = build(Folder(folder), Selection(), Manner(jobs=2, without=SLOW_VALIDATORS), lambda _: None)
            assert {problem.code for problem in report.problems} == {"critical-in-english"}  # a part left so on purpose
    return folder
