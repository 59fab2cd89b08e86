"""The settings: what is accepted, and what is refused by name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pattern_lsp.config import ConfigError, Settings, covers, load, settings_for
from pattern_lsp.rule import Severity


def write(folder: Path, table: str) -> Path:
    path = folder / "pyproject.toml"
    path.write_text(table, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    settings = load(
        write(
            tmp_path,
            """[tool.pattern-lsp]
select = ["JAX", "TORCH001"]
ignore = ["JAX003"]
severity = "warning"
exclude = ["third_party/"]
per-file-ignores = { "tests/**" = ["JAX001"] }
""",
        )
    )
    assert settings.wants("JAX001", Severity.ERROR)
    assert not settings.wants("JAX003", Severity.ERROR)
    assert not settings.wants("TF001", Severity.ERROR)
    assert not settings.wants("JAX001", Severity.HINT)
    assert settings.exclude == ("third_party/",)
    assert settings.ignored_in(tmp_path / "tests" / "deep" / "a.py") == ("JAX001",)
    assert settings.ignored_in(tmp_path / "src" / "a.py") == ()


def test_letters_alone_are_a_whole_family() -> None:
    assert covers(("NUM",), "NUM001")
    assert not covers(("NUM",), "NUMBA001")
    assert covers(("NUM00",), "NUM001")
    assert covers(("NUMBA001",), "NUMBA001")
    assert not covers(("",), "NUM001")
    assert not covers(("J",), "JAX001")


def test_the_nearest_table_upward_governs(tmp_path: Path) -> None:
    write(tmp_path, '[tool.pattern-lsp]\nignore = ["JAX001"]\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(inner, "[project]\nname = 'without-our-table'\n")
    assert settings_for(inner).ignore == ("JAX001",)
    write(inner, "[tool.pattern-lsp]\n")
    assert settings_for(inner).ignore == ()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[tool.pattern-lsp]\nselct = ["JAX"]', "unknown key `selct`"),
        ('[tool.pattern-lsp]\nselect = ["JAX999"]', "unknown code `JAX999`"),
        ('[tool.pattern-lsp]\nignore = [""]', "unknown code ``"),
        ('[tool.pattern-lsp]\nselect = "JAX"', "`select` must be a list of strings"),
        ("[tool.pattern-lsp]\nignore = [1]", "`ignore` must be a list of strings"),
        ("[tool.pattern-lsp]\nexclude = {}", "`exclude` must be a list of strings"),
        ('[tool.pattern-lsp]\nexclude = ["!"]', "is no gitignore pattern"),
        ('[tool.pattern-lsp]\nseverity = "loud"', "`severity` is 'loud'"),
        ("[tool.pattern-lsp]\nseverity = [1]", "`severity` is [1]"),
        ("[tool.pattern-lsp]\nper-file-ignores = []", "`per-file-ignores` must be a table"),
        ('[tool.pattern-lsp]\nper-file-ignores = { "a" = ["NO1"] }', "unknown code `NO1`"),
        ("[tool]\npattern-lsp = 1", "must be a table"),
        ("[tool.pattern-lsp\n", "cannot be read as TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, table: str, said: str) -> None:
    path = write(tmp_path, table)
    with pytest.raises(ConfigError) as caught:
        settings_for(tmp_path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


def test_options_refine_the_file() -> None:
    settings = Settings(ignore=("JAX001",)).with_options(("JAX",), (), ("JAX003",), "error")
    assert not settings.wants("JAX001", Severity.ERROR)
    assert not settings.wants("JAX003", Severity.ERROR)
    assert settings.wants("JAX002", Severity.ERROR)
    assert not settings.wants("JAX002", Severity.WARNING)
    assert Settings().with_options((), ("JAX001",), (), None).wants("JAX001", Severity.HINT, is_optional=True)
    with pytest.raises(ConfigError, match="command line: unknown code `XYZ`"):
        settings.with_options(("XYZ",), (), (), None)


@pytest.mark.parametrize("chosen", [(), ("JAX",), ("JAX00",)])
def test_an_optional_rule_is_selected_by_its_whole_code(chosen: tuple[str, ...]) -> None:
    assert not Settings(select=chosen).wants("JAX001", Severity.ERROR, is_optional=True)
    assert Settings(select=("JAX001",)).wants("JAX001", Severity.ERROR, is_optional=True)
    assert Settings(select=chosen, extend_select=("JAX001",)).wants("JAX001", Severity.ERROR, is_optional=True)


@given(
    st.sampled_from(["select", "extend-select", "ignore", "severity", "exclude", "per-file-ignores"]),
    st.text(max_size=40),
)
def test_any_value_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, key: str, value: str) -> None:
    path = tmp_path_factory.mktemp("any") / "pyproject.toml"
    path.write_bytes(f"[tool.pattern-lsp]\n{key} = {value}".encode("utf-8", "surrogatepass"))
    said = ""
    try:
        load(path)
    except ConfigError as error:
        said = str(error)
    assert not said or str(path) in said
