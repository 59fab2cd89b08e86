"""What is built installs as one package, rules and references inside it, and works from there."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import helpers
import pytest

from pattern_lsp import registry


def run(*command: str | Path, folder: Path) -> str:
    """Run a command away from the checkout, which would be found otherwise."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was made from it."""
    helpers.need("build", "hatchling")
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, helpers.ROOT, folder=folder)
    return folder


def sources() -> set[str]:
    """Every Python file that an installation needs, by its place in the installed package."""
    package = (path.relative_to(helpers.ROOT) for path in (helpers.ROOT / "pattern_lsp").rglob("*.py"))
    data = (
        Path("pattern_lsp") / path.relative_to(helpers.ROOT)
        for name in ("rules", "reference")
        for path in (helpers.ROOT / name).rglob("*.py")
    )
    return {path.as_posix() for path in (*package, *data)}


def test_the_wheel_holds_one_package(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"pattern_lsp"}
    assert {name for name in names if name.endswith(".py")} == sources()
    assert "pattern_lsp/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_sdist_holds_what_builds_and_tests_it(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"pyproject.toml", "README.md", "LICENSE", "constraints.txt", "tests/helpers.py", "examples/clean.py"}
    assert needed <= names
    assert {
        name.removeprefix("pattern_lsp/") if "/rules/" in name or "/reference/" in name else name for name in sources()
    } <= names


def test_the_wheel_works_in_an_empty_environment(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    installed = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=tmp_path).strip()
    )
    pip = ("-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    run(sys.executable, *pip, wheel, folder=tmp_path)
    assert {path.name.partition("-")[0] for path in installed.iterdir()} == {"pattern_lsp"}
    # The dependencies are those of this environment, which spares a download.
    (installed / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    probe = "import pattern_lsp.registry as r; print(r.folder('rules'), r.folder('reference'), sep='\\n')"
    folders = run(python, "-c", probe, folder=tmp_path).splitlines()
    assert folders == [str(installed / "pattern_lsp" / "rules"), str(installed / "pattern_lsp" / "reference")]
    command = python.with_name("pattern-lsp")
    listed = run(command, "rules", folder=tmp_path)
    assert [line.split()[0] for line in listed.splitlines()] == list(registry.codes())


def test_an_editable_installation_finds_the_checkout(tmp_path: Path) -> None:
    helpers.need("hatchling")
    probe = "from hatchling.build import build_editable; import sys; print(build_editable(sys.argv[1]))"
    name = subprocess.run(
        [sys.executable, "-c", probe, str(tmp_path)],
        cwd=helpers.ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    ).stdout.strip()
    names = zipfile.ZipFile(tmp_path / name).namelist()
    assert [one for one in names if not one.partition("/")[0].endswith(".dist-info")] == ["_pattern_lsp.pth"]
    assert zipfile.ZipFile(tmp_path / name).read("_pattern_lsp.pth").decode().split() == [str(helpers.ROOT)]
