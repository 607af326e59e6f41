"""requirements/*.txt hold what pyproject.toml asks for; `make lock` writes them."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PYPROJECT["project"]["optional-dependencies"]
ASKED = {
    "run.txt": PYPROJECT["project"]["dependencies"] + PYPROJECT["build-system"]["requires"],
    "validators.txt": PYPROJECT["project"]["dependencies"] + EXTRAS["validators"],
    "test.txt": PYPROJECT["project"]["dependencies"] + EXTRAS["validators"] + EXTRAS["test"],
}


def locked(name: str) -> dict[str, str]:
    """Return package -> version."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return {found[1]: found[2] for found in re.finditer(r"^([\w.-]+)==([\w.]+)", text, flags=re.MULTILINE)}


@pytest.mark.parametrize("name", ASKED)
def test_the_locked_versions_are_those_that_are_asked_for(name: str) -> None:
    versions = locked(name)
    asked = map(Requirement, ASKED[name])
    unmet = [each for each in asked if versions.get(canonicalize_name(each.name), "0") not in each.specifier]
    assert unmet == []


def test_the_tests_run_with_the_versions_that_publish() -> None:
    test = locked("test.txt")
    others = [(name, version) for each in ("run.txt", "validators.txt") for name, version in locked(each).items()]
    assert [(name, version) for name, version in others if test.get(name, version) != version] == []


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_names_packages_and_hashes_but_no_place_to_get_them_from(name: str) -> None:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    allowed = re.compile(r"[\w.-]+==[\w.]+( ; [^/@]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?| *# [^:@]*|#.*command:")
    assert [line for line in lines if not allowed.fullmatch(line)] == []
