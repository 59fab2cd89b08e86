"""Every rule keeps its word: its examples do in the real framework what the rule says, and the linter sees it."""

import json
import re

import helpers
import numpy as np
import pytest

from pattern_lsp import registry
from pattern_lsp.rule import Example, Raises, Rule
from pattern_lsp.services.pages import Count, comparison_page, rule_page, rules_page
from pattern_lsp.services.symptoms import explain

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in registry.rules()
    for number, example in enumerate(rule.examples)
]
MENDED = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in registry.rules()
    for number, example in enumerate(rule.examples)
    if any(found.code == rule.code and found.fix for found in helpers.findings(example.bad, rule.code))
]
CASES = [
    pytest.param(document, id=f"{path.stem}-{document.title}")
    for path in sorted((helpers.ROOT / "tests" / "rules").glob("*.py"))
    for document in helpers.documents(path)
]
MEASURED = json.loads((helpers.ROOT / "rules" / "measured.json").read_text(encoding="utf-8"))
_MODULES = re.compile(r"^\s*(?:from|import) (torch|tensorflow|jax|numba|keras|optax)\b", re.MULTILINE)


@pytest.mark.parametrize("rule", registry.rules(), ids=lambda rule: rule.code)
def test_a_rule_says_what_a_reader_needs(rule: Rule) -> None:
    first, *rest = rule.explanation.split("\n\n")
    assert first.endswith(".")
    assert "\n" not in first
    assert rest, "the first sentence needs an explanation"
    assert "Source:" in rule.explanation
    assert rule.message
    assert not rule.message.endswith(".")
    assert rule.examples


def test_a_rule_is_found_from_its_code() -> None:
    for rule in registry.rules():
        name = f"{rule.code.lower()}_{rule.name.replace('-', '_')}.py"
        assert (registry.folder("rules") / name).is_file(), name
        assert (helpers.ROOT / "tests" / "rules" / f"{rule.code.lower()}.py").is_file()


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_example_is_proven_in_the_framework(rule: Rule, example: Example) -> None:
    helpers.need(*sorted(set(_MODULES.findall(example.bad))))
    good = helpers.run(example.good)
    if isinstance(example.proof, Raises):
        with pytest.raises(BaseException) as caught:
            helpers.run(example.bad)
        names = [kind.__name__ for kind in type(caught.value).__mro__]
        assert example.proof.error in names, f"it raised {names[0]}: {caught.value}"
        assert example.proof.match in str(caught.value)
    else:
        bad = helpers.run(example.bad)
        assert eval(example.proof.expression, {"bad": bad, "good": good, "np": np})


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_linter_sees_the_example(rule: Rule, example: Example) -> None:
    assert rule.code in {found.code for found in helpers.findings(example.bad, rule.code)}
    assert [(found.code, found.message) for found in helpers.findings(example.good, rule.code)] == []


@pytest.mark.parametrize(("rule", "example"), MENDED)
def test_the_fix_is_the_right_program(rule: Rule, example: Example) -> None:
    mended = helpers.fixed(example.bad, rule.code)
    assert mended == example.good
    assert helpers.fixed(mended, rule.code) == mended


@pytest.mark.parametrize("document", CASES)
def test_edge_cases(document: helpers.Marked) -> None:
    assert helpers.reported(document.text, document.code) == document.expected


@pytest.mark.parametrize("rule", registry.rules(), ids=lambda rule: rule.code)
def test_who_sees_what_a_rule_does_finds_it(rule: Rule) -> None:
    raised = [example.proof for example in rule.examples if isinstance(example.proof, Raises)]
    assert rule.symptoms or raised
    for proof in raised:
        found = [match.rule.code for match in explain(f"{proof.error}: {proof.match}")]
        assert rule.code in found


def test_the_index_of_rules_is_up_to_date(update: bool) -> None:
    assert MEASURED["findings"].keys() <= set(registry.codes())
    measured = {code: Count(*counts) for code, counts in MEASURED["findings"].items()}
    page = rules_page(registry.rules(), measured, MEASURED["sources"])
    assert helpers.kept(helpers.ROOT / "rules" / "README.md", page, update) == page


@pytest.mark.parametrize("rule", registry.rules(), ids=lambda rule: rule.code)
def test_the_page_of_a_rule_is_up_to_date(rule: Rule, update: bool) -> None:
    page = rule_page(rule)
    assert helpers.kept(helpers.ROOT / "docs" / "rules" / f"{rule.code}.md", page, update) == page


def test_the_comparison_with_other_tools_is_up_to_date(update: bool) -> None:
    peers = json.loads((helpers.ROOT / "rules" / "peers.json").read_text(encoding="utf-8"))
    assert all(rule["ours"] or rule["why"] for peer in peers for rule in peer["rules"])
    page = comparison_page(peers, registry.codes())
    assert helpers.kept(helpers.ROOT / "docs" / "comparison.md", page, update) == page


def test_every_page_has_a_rule() -> None:
    assert {path.stem for path in (helpers.ROOT / "docs" / "rules").glob("*.md")} == set(registry.codes())


@pytest.mark.parametrize("rule", registry.rules(), ids=lambda rule: rule.code)
def test_no_rule_reports_more_false_alarms_than_one_in_ten(rule: Rule) -> None:
    right, wrong = MEASURED["findings"].get(rule.code, (0, 0))
    assert rule.is_optional or right >= 9 * wrong
