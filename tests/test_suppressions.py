"""Suppression comments: what they silence, and what is said of those that silence nothing."""

import libcst as cst
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pattern_lsp.analysis import Diagnostic, analyze
from pattern_lsp.config import Settings
from pattern_lsp.services.diagnostics import diagnose, suppress_edit, suppressions
from pattern_lsp.services.fixes import fix_all
from pattern_lsp.text import apply_edits

HEAD = "import jax.numpy as jnp\nx = jnp.zeros(3)\n"


def found(text: str, settings: Settings | None = None) -> list[Diagnostic]:
    return diagnose(analyze(text), settings or Settings())


def codes(text: str) -> list[str]:
    return [one.code for one in found(text)]


def test_without_a_comment_it_is_reported() -> None:
    assert codes(HEAD + "x[0] = 1\n") == ["JAX001"]


@pytest.mark.parametrize(
    "comment",
    [
        "# pattern-lsp: ignore",
        "# pattern-lsp: ignore[JAX001]",
        "#pattern-lsp:ignore[JAX]",
        "# type: ignore  # pattern-lsp: ignore[JAX001]",
        "# pattern-lsp: ignore[JAX001] the array is NumPy's in truth",
    ],
)
def test_a_comment_on_the_line_silences(comment: str) -> None:
    assert codes(f"{HEAD}x[0] = 1  {comment}\n") == []


@pytest.mark.parametrize("place", ["first", "last"])
def test_a_finding_of_several_lines_is_silenced_on_its_first_or_last(place: str) -> None:
    comment = "  # pattern-lsp: ignore[JAX001]"
    first, last = (comment, "") if place == "first" else ("", comment)
    assert codes(f"{HEAD}x[0] = ({first}\n    1\n){last}\n") == []


def test_a_comment_on_another_line_does_not() -> None:
    assert codes(f"{HEAD}# pattern-lsp: ignore[JAX001]\nx[0] = 1\n") == ["PLSP001", "JAX001"]


def test_the_file_level_form_silences_everywhere() -> None:
    assert codes(f"# pattern-lsp: ignore-file[JAX001]\n{HEAD}x[0] = 1\nx[1] = 1\n") == []


def test_what_looks_like_a_comment_in_a_string_is_none() -> None:
    assert codes(f"{HEAD}x[0] = len('# pattern-lsp: ignore')\n") == ["JAX001"]


@pytest.mark.parametrize(
    ("comment", "message", "left"),
    [
        ("# pattern-lsp: ignore[JAX003]", "Nothing here is silenced by `JAX003`", "y = 1\n"),
        ("# pattern-lsp: ignore", "This silences nothing", "y = 1\n"),
        ("# pattern-lsp: ignore[JAX999]", "No rule is called `JAX999`", "y = 1\n"),
        ("# pattern-lsp: ignore[JAX003] because", "Nothing here is silenced by `JAX003`", "y = 1\n"),
        ("# pattern-lsp: ignore[JAX003]  # noqa", "Nothing here is silenced by `JAX003`", "y = 1  # noqa\n"),
        ("# noqa  # pattern-lsp: ignore[JAX003]", "Nothing here is silenced by `JAX003`", "y = 1  # noqa\n"),
    ],
)
def test_a_comment_without_effect_is_reported_and_removed(comment: str, message: str, left: str) -> None:
    text = f"{HEAD}y = 1  {comment}\n"
    (one,) = found(text)
    assert (one.code, one.name, one.message) == ("PLSP001", "unused-suppression", message)
    assert fix_all(text, Settings()) == (HEAD + left, 1)


def test_a_comment_alone_on_its_line_leaves_no_empty_line() -> None:
    assert fix_all(f"{HEAD}# pattern-lsp: ignore[JAX001]\ny = 1\n", Settings()) == (f"{HEAD}y = 1\n", 1)


def test_only_the_code_without_effect_is_removed() -> None:
    text = f"{HEAD}x[0] = 1  # pattern-lsp: ignore[JAX001, JAX003] for now\n"
    assert fix_all(text, Settings()) == (f"{HEAD}x[0] = 1  # pattern-lsp: ignore[JAX001] for now\n", 1)


@pytest.mark.parametrize("form", ["disable=JAX001", "ignored", "ignore[JAX001", "ignore[]", "ignore-files[JAX001]"])
def test_a_form_that_silences_nothing_is_reported_without_a_fix(form: str) -> None:
    finding, comment = found(f"{HEAD}x[0] = 1  # pattern-lsp: {form}\n")
    assert (finding.code, comment.code, comment.fix) == ("JAX001", "PLSP001", None)


def test_settings_do_not_make_a_comment_unused() -> None:
    text = f"{HEAD}x[0] = 1  # pattern-lsp: ignore[JAX001]\n"
    assert found(text, Settings(ignore=("JAX001",))) == []
    assert found(text, Settings(select=("PLSP",))) == []


def test_nothing_is_called_unused_while_a_statement_is_half_written() -> None:
    assert codes(f"{HEAD}x[0] =   # pattern-lsp: ignore[JAX001]\n") == []


def test_the_report_itself_can_be_silenced() -> None:
    assert codes("y = 1  # pattern-lsp: ignore[JAX001, PLSP001]\n") == []
    assert found("y = 1  # pattern-lsp: ignore[JAX001]\n", Settings(ignore=("PLSP001",))) == []


@pytest.mark.parametrize(
    "statement",
    [
        "x[0] = 1",
        "x[0] = 1  ",
        "x[0] = 1  # why",
        "x[0] = 1  # pattern-lsp: ignore[JAX003]",
        "x[0] = 1  # pattern-lsp: ignore[JAX003] why",
        "x[0] = \\\n    1",
        "x[0] = (\n    1\n)",
        'x[0] = len("""a\nb""")',
        'y = len(f"""a\n{x.at[0].set(1)}\nb""") + 1; x[0] = len("""\n""")',
    ],
)
def test_the_editors_edit_silences(statement: str) -> None:
    text = HEAD + statement + "\n"
    analysis = analyze(text)
    one = next(one for one in diagnose(analysis, Settings()) if one.code == "JAX001")
    after = apply_edits(text, [suppress_edit(analysis, one)])
    cst.parse_module(after)
    assert "JAX001" not in codes(after)


PIECES = st.sampled_from(
    [
        "#",
        " ",
        "pattern-lsp:",
        "ignore",
        "-file",
        "[",
        "]",
        "JAX001",
        "JAX",
        ",",
        "'",
        '"""',
        "\n",
        "\\",
        "x[0] = 1",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_text_has_its_comments_read(text: str) -> None:
    analysis = analyze(HEAD + text)
    for comment in suppressions(analysis):
        assert analysis.text[comment.span.start] == "#"
    for one in diagnose(analysis, Settings()):
        apply_edits(analysis.text, [suppress_edit(analysis, one)])
        if one.fix:
            apply_edits(analysis.text, one.fix.edits)
