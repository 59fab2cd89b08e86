"""The command, as a person or a CI job uses it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import helpers
import pytest
from click.testing import CliRunner, Result

from pattern_lsp.cli import main

BAD = "import jax.numpy as jnp\nx = jnp.zeros(3)\nx[0] = 1\n"
GOOD = "import jax.numpy as jnp\nx = jnp.zeros(3)\nx = x.at[0].set(1)\n"
KEYS = "import jax\n\ndef init(key):\n    a = jax.random.normal(key)\n    return a, jax.random.uniform(key)\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.pattern-lsp]\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def check(*arguments: str, stdin: bytes | None = None) -> Result:
    return run("check", *arguments, stdin=stdin)


def write(name: str, content: str | bytes = BAD) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def checked(*arguments: str) -> list[str]:
    """The files that findings name."""
    records = json.loads(check("--output-format", "json", *arguments).stdout)
    return sorted(one["filename"].replace(os.sep, "/") for one in records)


# What is printed.


def test_text_shows_the_place_and_the_fix() -> None:
    write("a.py")
    result = check("a.py")
    assert result.exit_code == 1
    assert result.stdout == (
        "a.py:3:1: JAX001 `x` is a JAX array and cannot be changed in place\n"
        " 3 | x[0] = 1\n"
        "   | ^^^^^^^^\n"
        "   = fix: Use `.at[…].set(…)`\n"
        "\n"
        "1 finding in 1 file; 1 can be fixed with --fix.\n"
    )


def test_the_underline_stands_below_wide_characters() -> None:
    write("a.py", "import jax.numpy as jnp\nx = jnp.zeros(3)\n'日本'; x[0] = 1\n")
    lines = check("a.py").stdout.splitlines()
    assert lines[1:3] == [" 3 | '日本'; x[0] = 1", "   |         ^^^^^^^^"]


def test_a_clean_file_exits_zero() -> None:
    write("a.py", GOOD)
    result = check("a.py")
    assert (result.exit_code, result.stdout) == (0, "Nothing found in 1 file.\n")
    assert check("a.py", "--quiet").stdout == ""


def test_concise_and_github_take_a_line_each() -> None:
    write("a.py")
    message = "`x` is a JAX array and cannot be changed in place"
    assert check("a.py", "--output-format", "concise").stdout == f"a.py:3:1: JAX001 {message}\n"
    assert check("a.py", "--output-format", "github").stdout == (
        f"::error title=pattern-lsp (JAX001),file=a.py,line=3,col=1,endLine=3,endColumn=9::{message}\n"
    )


def test_json_has_the_fields_that_ruff_has() -> None:
    write("a.py")
    (one,) = json.loads(check("a.py", "--output-format", "json").stdout)
    assert one["filename"] == "a.py"
    assert one["code"] == "JAX001"
    assert one["name"] == "inplace-update"
    assert one["severity"] == "error"
    assert one["location"] == {"row": 3, "column": 1}
    assert one["end_location"] == {"row": 3, "column": 9}
    assert one["fix"]["applicability"] == "safe"
    assert one["url"].endswith("docs/rules/JAX001.md")
    for edit in one["fix"]["edits"]:
        assert edit.keys() == {"content", "location", "end_location"}


def test_sarif_names_rules_and_regions() -> None:
    write("a b.py")
    (one,) = json.loads(check("a b.py", "--output-format", "sarif").stdout)["runs"]
    (result,) = one["results"]
    assert [rule["id"] for rule in one["tool"]["driver"]["rules"]] == ["JAX001"]
    assert result["ruleId"] == "JAX001"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b.py"
    assert place["region"] == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 9}
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["deletedRegion"] == place["region"]
    assert replacement["insertedContent"]["text"] == "x = x.at[0].set(1)"


def test_sarif_shows_related_places() -> None:
    write("a.py", KEYS)
    (one,) = json.loads(check("a.py", "--output-format", "sarif").stdout)["runs"]
    (related,) = one["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 4
    assert related["message"]["text"] == "first used here"


def test_machine_formats_are_whole_when_nothing_is_found() -> None:
    write("a.py", GOOD)
    assert json.loads(check("a.py", "--output-format", "json").stdout) == []
    assert json.loads(check("a.py", "--output-format", "sarif").stdout)["runs"][0]["results"] == []
    assert check("a.py", "--output-format", "github").stdout == ""


def test_statistics_count() -> None:
    write("a.py", BAD + "x[1] = 1\n")
    assert "     2 JAX001    inplace-update\n" in check("a.py", "--statistics").stdout


# What is chosen.


def test_options_choose() -> None:
    write("a.py", BAD + KEYS)
    assert check("a.py", "--select", "JAX003", "--output-format", "concise").stdout.count("\n") == 1
    assert "JAX003" not in check("a.py", "--ignore", "JAX003,TF").stdout
    assert check("a.py", "--select", "TORCH").exit_code == 0
    assert check("a.py", "--exit-zero").exit_code == 0
    assert check("a.py", "--select", "JAX001", "--severity", "error").exit_code == 1


def test_settings_of_the_nearest_project_govern(project: Path) -> None:
    write("strict/a.py")
    write("lax/a.py")
    write("lax/pyproject.toml", '[tool.pattern-lsp]\nignore = ["JAX001"]\n')
    assert checked("strict", "lax") == ["strict/a.py"]
    assert checked(".") == ["strict/a.py"]


def test_per_file_ignores_and_excludes(project: Path) -> None:
    for name in ("a.py", "tests/b.py", "third_party/c.py", "src/third_party/d.py"):
        write(name)
    write(
        "pyproject.toml",
        '[tool.pattern-lsp]\nexclude = ["/third_party/"]\nper-file-ignores = {"tests/**" = ["JAX001"]}\n',
    )
    assert checked(".") == ["a.py", "src/third_party/d.py"]
    write("pyproject.toml", '[tool.pattern-lsp]\nexclude = ["src/third_party/"]\n')
    assert checked("src") == []


# What is walked.


def test_folders_are_walked_as_git_sees_them(project: Path) -> None:
    (project / ".git").mkdir()
    write(".gitignore", "made/\n*_old.py\n")
    write("pkg/.gitignore", "!kept_old.py\n/local.py\n")
    for name in ("a.py", "made/b.py", "c_old.py", "pkg/kept_old.py", "pkg/local.py", "pkg/deep/local.py", "note.txt"):
        write(name)
    for name in (".hidden/a.py", "venv/a.py", "env/a.py", "node_modules/a.py"):
        write(name)
    write("env/pyvenv.cfg", "")
    assert checked(".") == ["a.py", "pkg/deep/local.py", "pkg/kept_old.py"]
    assert checked("pkg") == ["pkg/deep/local.py", "pkg/kept_old.py"]
    assert checked("pkg/deep", "pkg/local.py") == ["pkg/deep/local.py", "pkg/local.py"]
    assert checked("made") == ["made/b.py"]


def test_a_file_is_checked_once() -> None:
    write("a.py")
    assert checked(".", "a.py", "./a.py") == ["a.py"]


@pytest.mark.skipif(os.name == "nt", reason="named pipes and free symbolic links")
def test_pipes_loops_and_broken_links_are_passed_over(project: Path) -> None:
    write("a.py")
    os.mkfifo("pipe.py")
    os.symlink("nowhere", "broken.py")
    os.symlink(".", "loop")
    assert check(".").exit_code == 1
    assert checked(".") == ["a.py"]


# What goes wrong.


def test_one_bad_file_never_stops_the_others() -> None:
    write("a.py")
    write("bad.py", b"x = '\xff'\n")
    write("unknown.py", b"# coding: klingon\n")
    write("undefined.py", b"# coding: undefined\nx = 1\n")
    write("null.py", b"import jax\n\0")
    result = check(".", "missing.py")
    assert result.exit_code == 2
    assert "a.py:3:1: JAX001" in result.stdout
    for name in ("bad.py", "unknown.py", "undefined.py", "missing.py"):
        assert f"error: {name}: " in result.stderr
    assert "null.py" not in result.stderr
    assert check("--exit-zero", "missing.py").exit_code == 2


def test_a_wrong_configuration_is_named() -> None:
    write("a.py")
    write("pyproject.toml", "[tool.pattern-lsp]\nselct = []\n")
    result = check("a.py")
    assert result.exit_code == 2
    assert "pyproject.toml: unknown key `selct`" in result.stderr
    assert check("a.py", "--select", "NOPE").exit_code == 2


def test_a_rule_that_fails_is_reported_and_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from pattern_lsp import registry

    def fail(_: object) -> NoReturn:
        raise RuntimeError("out of ideas")

    rules = [replace(rule, check=fail) if rule.code == "JAX003" else rule for rule in registry.rules()]
    monkeypatch.setattr(registry, "rules", lambda: tuple(rules))
    write("a.py")
    result = check("a.py", "--no-cache")
    assert result.exit_code == 2
    assert "JAX001" in result.stdout
    assert "error: a.py: a rule failed" in result.stderr
    assert "out of ideas" in result.stderr


# What is fixed.


def test_fix_applies_what_is_safe() -> None:
    write("a.py")
    write("b.py", KEYS)
    result = check("--fix", ".")
    assert Path("a.py").read_text() == GOOD
    assert Path("b.py").read_text() == KEYS
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1].startswith("1 fixed. 1 finding in 2 files")
    assert check("--fix", "--unsafe-fixes", ".").exit_code == 0
    assert Path("b.py").read_text() != KEYS


def test_diff_shows_and_changes_nothing() -> None:
    write("a.py")
    result = check("--diff", "a.py")
    assert result.exit_code == 1
    assert "-x[0] = 1\n+x = x.at[0].set(1)\n" in result.stdout
    assert Path("a.py").read_text() == BAD
    write("a.py", GOOD)
    assert (check("--diff", "a.py").exit_code, check("--diff", "a.py").stdout) == (0, "")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [("", "utf-8"), ("", "utf-8-sig"), ("# coding: latin-1\n", "latin-1"), ("# coding: cp932\n", "cp932")],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_fixing_keeps_encoding_and_line_ends(head: str, encoding: str, newline: str) -> None:
    comment = {"latin-1": "# é", "cp932": "# 日本"}.get(encoding, "# é 日本 🐍")
    before, after = (f"{head}{comment}\n{text}\f\n".replace("\n", newline).encode(encoding) for text in (BAD, GOOD))
    path = write("a.py", before)
    check("--fix", "a.py")
    assert path.read_bytes() == after


def test_what_could_not_be_written_back_is_left_alone() -> None:
    content = b"# coding: utf-7\n# +AOk-+AOk-\n" + BAD.replace("=", "+AD0-").encode()
    path = write("a.py", content)
    result = check("--fix", "a.py")
    assert result.exit_code == 2
    assert path.read_bytes() == content
    assert "error: a.py: not fixed" in result.stderr


# Standard input.


def test_standard_input_is_checked_under_its_name() -> None:
    write("pkg/pyproject.toml", '[tool.pattern-lsp]\nper-file-ignores = {"b.py" = ["JAX001"]}\n')
    result = check("-", "--stdin-filename", "pkg/a.py", "--output-format", "concise", stdin=BAD.encode())
    assert result.exit_code == 1
    assert result.stdout.startswith("pkg/a.py:3:1: JAX001")
    assert check("-", "--stdin-filename", "pkg/b.py", stdin=BAD.encode()).exit_code == 0


def test_standard_input_is_fixed_to_standard_output() -> None:
    result = check("-", "--fix", stdin=BAD.replace("\n", "\r\n").encode())
    assert result.exit_code == 0
    assert result.stdout_bytes == GOOD.replace("\n", "\r\n").encode()
    assert check("-", "a.py", stdin=b"").exit_code == 2
    assert check("-", stdin=b"\xff").exit_code == 2


# The cache and the processes.


def test_a_second_run_says_the_same_from_the_cache() -> None:
    write("a.py")
    first = check("a.py")
    assert list(Path(".pattern_lsp_cache").glob("*.json"))
    assert check("a.py").stdout == first.stdout
    write("a.py", GOOD)
    assert check("a.py").exit_code == 0


def test_the_cache_goes_where_it_is_told() -> None:
    write("a.py")
    check("a.py", "--cache-dir", "elsewhere")
    assert list(Path("elsewhere").glob("*.json"))
    check("a.py", "--no-cache")
    assert not Path(".pattern_lsp_cache").exists()


def command(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(helpers.ROOT), **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_a_check_from_the_cache_loads_no_parser() -> None:
    write("a.py")
    check("a.py")
    probe = (
        "import sys\nfrom pattern_lsp.cli import main\n"
        "try: main(['check', 'a.py'])\n"
        "except SystemExit as end: print(end.code)\n"
        "print(*{'libcst', 'pygls', 'rich', 'numpy'} & set(sys.modules), sep=',')"
    )
    assert command("-c", probe).stdout.endswith("\n1\n\n")


def test_many_files_are_shared_out_in_order() -> None:
    for number in range(20):
        write(f"{number:02}.py")
    write("10.py", b"\xff")
    result = command("-m", "pattern_lsp", "check", ".", "--jobs", "2", "--output-format", "concise")
    assert result.returncode == 2
    assert [line[:2] for line in result.stdout.splitlines()] == [f"{n:02}" for n in range(20) if n != 10]
    assert "error: 10.py: cannot be decoded" in result.stderr


def test_a_file_that_kills_its_process_costs_no_other_file(project: Path) -> None:
    names = [f"{number:02}.py" for number in range(30)]
    for name in names:
        write(name, "deadly" if name == "17.py" else BAD)
    write(
        "run.py",
        "import os\nfrom pattern_lsp import cli, sources\ndecode = sources.decode\n"
        "sources.decode = lambda raw: os._exit(9) if raw == b'deadly' else decode(raw)\n"
        "if __name__ == '__main__': cli.main()\n",
    )
    result = command("run.py", "check", *names, "--jobs", "2", "--no-cache", "--output-format", "concise")
    assert result.returncode == 2
    assert [line[:5] for line in result.stdout.splitlines()] == [name for name in names if name != "17.py"]
    assert result.stderr == "error: 17.py: not checked, its process ended unexpectedly\n"


# The other commands.


def test_who_has_only_a_symptom_finds_the_rule() -> None:
    def found(*words: str) -> list[str]:
        return [line.split()[0] for line in run("why", *words).stdout.splitlines() if line[:1].isupper()]

    assert found("TracerBoolConversionError")[0] == "JAX004"
    assert "NUM001" in found("loss", "is", "NaN")
    assert "TORCH010" in found("CUDA out of memory after some hours")
    assert "TORCH001" in found("accuracy stuck at chance")
    pasted = "Traceback (most recent call last):\n  x[0] = 1\nTypeError: JAX arrays are immutable and do not support"
    assert found(pasted)[0] == "JAX001"
    assert run("why", "qwertyuiop").exit_code == 1


def test_rules_and_rule() -> None:
    assert "JAX001" in run("rules").stdout
    page = run("rule", "jax001").stdout
    assert page.startswith("# JAX001 inplace-update")
    assert "```python" in page
    assert run("rule", "inplace-update").stdout == page
    assert run("rule", "JAX999").exit_code == 2
    assert run("--version").exit_code == 0


def test_a_new_rule_is_begun_in_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pattern_lsp import registry

    taken = registry.codes()[0]
    (tmp_path / "rules").mkdir()
    (tmp_path / "tests" / "rules").mkdir(parents=True)
    monkeypatch.setattr(registry, "folder", lambda name: tmp_path / name)
    result = run("new", "JAX998", "some-pattern")
    assert result.exit_code == 0, result.output
    rule = registry.load_rule(tmp_path / "rules" / "jax998_some_pattern.py")
    assert (rule.code, rule.name) == ("JAX998", "some-pattern")
    assert (tmp_path / "tests" / "rules" / "jax998.py").is_file()
    for code, name in (("JAX1", "a"), ("XYZ001", "a"), ("JAX997", "No Name"), (taken, "again")):
        assert run("new", code, name).exit_code == 2


def test_a_new_rule_needs_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pattern_lsp import registry

    assert registry.codes()
    (tmp_path / "rules").mkdir()
    monkeypatch.setattr(registry, "folder", lambda name: tmp_path / name)
    result = run("new", "JAX998", "some-pattern")
    assert result.exit_code == 2
    assert "checkout" in result.stderr


def test_the_shell_can_complete() -> None:
    probe = "from pattern_lsp.cli import main; main(prog_name='pattern-lsp')"
    result = command("-c", probe, _PATTERN_LSP_COMPLETE="zsh_source")
    assert "#compdef pattern-lsp" in result.stdout
    words = {"COMP_WORDS": "pattern-lsp check --output-format g", "COMP_CWORD": "3"}
    assert command("-c", probe, _PATTERN_LSP_COMPLETE="bash_complete", **words).stdout == "plain,github\n"
