"""The cache: it answers as a fresh check would, and whatever becomes of it costs time alone."""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pattern_lsp.cache import Cache, digest

RESULT = [{"code": "JAX001"}]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n", encoding="utf-8")
    return path


def filled(where: Path, file: Path, configuration: str = "") -> Cache:
    cache = Cache(where, configuration)
    cache.put(str(file), file.stat(), digest(file.read_bytes()), RESULT, {})
    cache.save()
    return cache


def test_a_file_that_did_not_change_is_known(tmp_path: Path, file: Path) -> None:
    filled(tmp_path / "cache", file)
    assert Cache(tmp_path / "cache", "").get(str(file)) == RESULT


def test_a_file_that_was_only_touched_is_known(tmp_path: Path, file: Path) -> None:
    filled(tmp_path / "cache", file)
    os.utime(file, ns=(1, 1))
    assert Cache(tmp_path / "cache", "").get(str(file)) == RESULT


def test_a_file_that_changed_is_not_known(tmp_path: Path, file: Path) -> None:
    filled(tmp_path / "cache", file)
    file.write_text("x = 2\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert Cache(tmp_path / "cache", "").get(str(file)) is None


def test_another_configuration_knows_nothing(tmp_path: Path, file: Path) -> None:
    filled(tmp_path / "cache", file, "one")
    assert Cache(tmp_path / "cache", "other").get(str(file)) is None


def test_another_program_knows_nothing(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "cache", file)
    monkeypatch.setattr("pattern_lsp.cache.__version__", "0.0.0")
    assert Cache(tmp_path / "cache", "").get(str(file)) is None


def test_files_that_are_gone_are_forgotten(tmp_path: Path, file: Path) -> None:
    filled(tmp_path / "cache", file)
    name = str(file)
    other = tmp_path / "b.py"
    other.write_text("", encoding="utf-8")
    file.unlink()
    filled(tmp_path / "cache", other)
    (kept,) = (tmp_path / "cache").glob("*.json")
    assert name not in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00" * 50, b"x\n{}", digest(b"[]").encode() + b"\n[]"])
def test_a_foreign_cache_is_made_anew(tmp_path: Path, file: Path, damage: bytes) -> None:
    filled(tmp_path / "cache", file)
    (kept,) = (tmp_path / "cache").glob("*.json")
    kept.write_bytes(damage)
    assert Cache(tmp_path / "cache", "").get(str(file)) is None
    filled(tmp_path / "cache", file)
    assert Cache(tmp_path / "cache", "").get(str(file)) == RESULT


def test_no_damaged_byte_is_believed(tmp_path: Path, file: Path) -> None:
    filled(tmp_path / "cache", file)
    (kept,) = (tmp_path / "cache").glob("*.json")
    good = kept.read_bytes()
    chance = random.Random(0)
    for _ in range(50):
        bad = bytearray(good)
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        kept.write_bytes(bad[: chance.randrange(1, len(bad))] if chance.random() < 0.3 else bad)
        assert Cache(tmp_path / "cache", "").get(str(file)) is None


def test_a_folder_that_cannot_be_made_costs_nothing_else(tmp_path: Path, file: Path) -> None:
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    assert filled(tmp_path / "cache", file).get(str(file)) == RESULT
    assert Cache(tmp_path / "cache", "").get(str(file)) is None


def test_git_does_not_see_it(tmp_path: Path, file: Path) -> None:
    filled(tmp_path / "cache", file)
    assert (tmp_path / "cache" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_many_runs_at_once_leave_a_whole_cache(tmp_path: Path, file: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: filled(tmp_path / "cache", file), range(40)))
    assert Cache(tmp_path / "cache", "").get(str(file)) == RESULT
    assert [path.suffix for path in (tmp_path / "cache").iterdir() if path.name != ".gitignore"] == [".json"]
