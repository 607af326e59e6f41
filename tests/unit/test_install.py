"""tools/install on machines of every kind, made of pretended package tools; nothing is installed."""

import json
import shutil
import subprocess
from pathlib import Path
from types import MappingProxyType

import pytest

INSTALL = Path(__file__).parents[2] / "tools" / "install"
RUN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig", "fonts-noto-core", "fonts-noto-cjk")
VALIDATORS = ("chromium-headless-shell", "libatomic1")
TEST = (*VALIDATORS, "poppler-utils", "gettext")
PRETENDED = MappingProxyType(
    {
        "dpkg-query": 'case " $INSTALLED " in *" ${!#} "*) printf installed ;; *) exit 1 ;; esac',
        "apt-cache": 'case " $OFFERED " in *" ${!#} "*) ;; *) exit 100 ;; esac',
        "apt-get": 'echo "$* ($DEBIAN_FRONTEND)" >>"$LOG"',
        "sudo": 'echo "sudo $1" >>"$LOG"; "$@"',
        "id": 'echo "$WHO"',
    }
)


class Machine:
    """A machine whose tools are those in one folder, with a copy of tools/install and nothing else of the project."""

    def __init__(self, folder: Path) -> None:
        self._tools = folder / "bin"
        self._tools.mkdir()
        for real in ("bash", "dirname", "env"):
            (self._tools / real).symlink_to(shutil.which(real) or "")
        for name, script in PRETENDED.items():
            self.add(name, script)
        self._install = folder / "tools" / "install"
        self._install.parent.mkdir()
        shutil.copy(INSTALL, self._install)
        self._log = folder / "log"

    def add(self, name: str, script: str) -> None:
        """Add a tool, or put it in another's place."""
        tool = self._tools / name
        tool.write_text(f"#!{shutil.which('bash')}\n{script}\n", encoding="utf-8")
        tool.chmod(0o755)

    def remove(self, name: str) -> None:
        """Remove a tool."""
        (self._tools / name).unlink()

    def install(
        self, *arguments: str, installed: tuple[str, ...] = (), offered: tuple[str, ...] = RUN + TEST, who: str = "0"
    ) -> subprocess.CompletedProcess[str]:
        """Run tools/install where these packages are installed and those are offered, as the user with that number."""
        lists = {"INSTALLED": " ".join(installed), "OFFERED": " ".join(offered)}
        environment = lists | {"WHO": who, "LOG": str(self._log), "PATH": str(self._tools)}
        return subprocess.run([self._install, *arguments], env=environment, capture_output=True, text=True, check=False)

    @property
    def log(self) -> list[str]:
        """What was asked of apt-get and sudo, a line each."""
        return self._log.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a Debian machine with a Python that is new enough."""
    made = Machine(tmp_path)
    made.add("python3", "exit 0")
    return made


def test_a_dry_run_lists_what_is_missing(machine: Machine) -> None:
    assert machine.install("--dry-run", "run").stdout.split() == list(RUN)
    assert machine.install("--dry-run", "validators").stdout.split() == list(VALIDATORS)
    assert machine.install("--dry-run", "test").stdout.split() == list(TEST)


def test_what_is_installed_is_left_alone(machine: Machine) -> None:
    assert machine.install("--dry-run", "run", installed=RUN[1:]).stdout.split() == [RUN[0]]
    assert machine.install("--dry-run", "run", installed=RUN).stdout == ""


def test_chromium_stands_in_for_its_headless_shell_where_there_is_none(machine: Machine) -> None:
    assert machine.install("--dry-run", "test", offered=("chromium", *TEST[1:])).stdout.split() == ["chromium", *TEST[1:]]


def test_either_chromium_is_enough(machine: Machine) -> None:
    assert machine.install("--dry-run", "test", installed=("chromium", *TEST[1:])).stdout == ""


def test_a_package_that_the_system_lacks_is_named_and_the_others_are_installed(machine: Machine) -> None:
    told = machine.install("--dry-run", "test", offered=TEST[1:])
    assert told.stdout.split() == list(TEST[1:])
    assert told.stderr == "This system offers no package chromium-headless-shell or chromium.\n"


def test_without_a_new_python_the_newest_that_is_offered_is_installed(machine: Machine) -> None:
    machine.add("python3", "exit 1")
    offered = (*RUN, "python3.11-venv", "python3.12-venv", "python3-venv")
    assert machine.install("--dry-run", "run", offered=offered).stdout.split() == [*RUN, "python3.12-venv"]


def test_packages_are_installed_without_questions_after_one_update(machine: Machine) -> None:
    machine.install("test", installed=TEST[1:])
    assert machine.log == [
        "update -qq ()",
        "install --yes -qq --no-install-recommends -o DPkg::Lock::Timeout=300 chromium-headless-shell (noninteractive)",
    ]


def test_who_is_not_root_installs_with_sudo(machine: Machine) -> None:
    machine.install("test", installed=TEST[1:], who="1000")
    assert [line for line in machine.log if line.startswith("sudo")] == ["sudo apt-get", "sudo env"]


def test_who_may_not_install_is_told_what_to_ask_for(machine: Machine) -> None:
    machine.remove("sudo")
    told = machine.install("test", installed=TEST[1:], who="1000")
    assert told.stderr.startswith(
        "Only an administrator can install packages here. Ask for: apt-get install chromium-headless-shell\n"
    )


def test_without_apt_the_packages_are_named(machine: Machine) -> None:
    machine.remove("apt-get")
    told = machine.install("--dry-run", "test")
    assert told.stderr == (
        "This system has no apt-get. Install by hand what these packages of Debian hold:\n"
        "chromium-headless-shell or chromium\n"
        "libatomic1\n"
        "poppler-utils\n"
        "gettext\n"
    )


def test_without_any_new_python_the_reader_learns_what_to_do(machine: Machine) -> None:
    machine.add("python3", "exit 1")
    told = machine.install("run", installed=RUN)
    assert told.returncode == 1
    assert "Everyleaf needs Python 3.11 or newer with its venv module, and found none among:" in told.stderr
    assert "make build PYTHON=/path/to/python" in told.stderr


def test_other_words_are_refused(machine: Machine) -> None:
    told = machine.install("everything")
    assert (told.returncode, told.stderr) == (2, "usage: tools/install [--dry-run] python|run|validators|test\n")


def test_the_npm_packages_are_locked_by_digest_and_name_no_place_to_get_them_from() -> None:
    lock = json.loads((INSTALL.parent / "validators" / "package-lock.json").read_bytes())
    asked = json.loads((INSTALL.parent / "validators" / "package.json").read_bytes())["dependencies"]
    packages = {path.rpartition("node_modules/")[2]: each for path, each in lock["packages"].items() if path}
    assert {name: packages[name]["version"] for name in asked} == asked
    assert all(each["integrity"].startswith("sha512-") and "resolved" not in each for each in packages.values())
