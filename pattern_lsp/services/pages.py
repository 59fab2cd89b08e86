"""Pages made from the rule files and the reference files: one rule, the index of all rules, the references."""

from collections.abc import Container, Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from pattern_lsp.analysis import analyze
from pattern_lsp.references import Reference
from pattern_lsp.rule import Example, Raises, Rule, Symptom

_FAMILIES = {"TORCH": "PyTorch", "TF": "TensorFlow", "JAX": "JAX", "NUMBA": "Numba", "NUM": "Numerics"}
_FRAMEWORKS = {"torch": "PyTorch", "tensorflow": "TensorFlow", "jax": "JAX", "numba": "Numba", "numpy": "NumPy"}


def rule_page(rule: Rule) -> str:
    """All that is known of a rule, in Markdown: the explanation, and each example with what it did."""
    facts = [f"severity: {rule.severity}", f"frameworks: {', '.join(_names(rule))}", f"fix: {_fix(rule)}"]
    if rule.is_optional:
        facts.insert(0, "optional: reported only where `select` or `extend-select` names the code in full")
    lines = [f"# {rule.code} {rule.name}", "", *(f"- {fact}" for fact in facts), "", rule.explanation]
    for number, example in enumerate(rule.examples, 1):
        title = f"## Example {number}" if len(rule.examples) > 1 else "## Example"
        lines += ["", title, "", "Wrong:", "", _code(example.bad), "", f"{_proof(example)}. Right:", ""]
        lines.append(_code(example.good))
    if rule.symptoms:
        lines += ["", "## Symptoms", "", *(f"- {symptom}" for symptom in rule.symptoms)]
    return "\n".join([*lines, ""])


class Count(NamedTuple):
    """How many findings in code nobody here wrote were read, and judged true or false."""

    right: int
    wrong: int


def rules_page(rules: Iterable[Rule], measured: dict[str, Count], sources: Iterable[str]) -> str:
    """`rules/README.md`: the table of all rules by framework, with the precision measured, and by symptom."""
    rules = list(rules)
    lines = [
        "# Rules",
        "",
        "Made from the rule files; `pytest --update` writes it anew.",
        "Every example was run in the real framework, and did what is said of it.",
        "",
        "The last columns count findings in code nobody here wrote, read one by one: how many are true,",
        "which means that what is said of the place holds, whether or not it does harm there.",
        f"That code is the sources of {', '.join(sources)}.",
        "It was written by experts and is long in use: most mistakes of beginners are not in it.",
        "",
    ]
    for prefix, title in _FAMILIES.items():
        family = [rule for rule in rules if rule.code.rstrip("0123456789") == prefix]
        if not family:
            continue
        lines += [
            f"## {title}",
            "",
            "| code | name | severity | what is wrong | seen | true |",
            "|---|---|---|---|--:|--:|",
        ]
        for rule in family:
            right, wrong = measured.get(rule.code, Count(0, 0))
            share = f"{right} ({right / (right + wrong):.0%})" if right + wrong else ""
            cells = [_link(rule), rule.name, _severity(rule), rule.message, str(right + wrong), share]
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    lines += ["## By symptom", "", "`pattern-lsp why` searches this from the terminal, error messages included.", ""]
    for symptom in Symptom:
        links = [f"  - {_link(rule)} {rule.message}" for rule in rules if symptom in rule.symptoms]
        lines += [f"- {symptom}", *links] if links else []
    lines += ["", "## By error", ""]
    raised: dict[str, dict[str, list[str]]] = {}
    for rule in rules:
        for example in rule.examples:
            if isinstance(example.proof, Raises):
                codes = raised.setdefault(example.proof.error, {}).setdefault(example.proof.match, [])
                if _link(rule) not in codes:
                    codes.append(_link(rule))
    for error, messages in sorted(raised.items()):
        lines.append(f"- `{error}`")
        lines += [f"  - {_quoted(text)}: {', '.join(codes)}" for text, codes in sorted(messages.items())]
    return "\n".join([*lines, ""])


def comparison_page(peers: Iterable[Mapping[str, Any]], codes: Container[str]) -> str:
    """`docs/comparison.md`: what the rules of other tools are here, or why they are not."""
    lines = [
        "# Other tools' rules, and ours",
        "",
        "Made from `rules/peers.json`; `pytest --update` writes it anew.",
        "Only rules that concern the four frameworks, NumPy or numerics are listed.",
    ]
    for peer in peers:
        lines += ["", f"## {peer['tool']}", "", "| their rule | what it finds | here |", "|---|---|---|"]
        for rule in peer["rules"]:
            ours = [f"[{code}](rules/{code}.md)" if code in codes else f"{code} (planned)" for code in rule["ours"]]
            here = ", ".join(ours) or "no"
            lines.append(f"| {rule['rule']} | {rule['what']} | {here}{': ' if rule['why'] else ''}{rule['why']} |")
    return "\n".join([*lines, ""])


def _names(rule: Rule) -> list[str]:
    return [title for name, title in _FRAMEWORKS.items() if name in rule.frameworks]


def _fix(rule: Rule) -> str:
    for example in rule.examples:
        analysis = analyze(example.bad)
        for found in analysis.optional_diagnostics if rule.is_optional else analysis.diagnostics:
            if found.code == rule.code and found.fix is not None:
                kind = "safe" if found.fix.safe else "unsafe: it may change more than the mistake"
                return f"{found.fix.title} ({kind})"
    return "by hand"


def _code(text: str) -> str:
    return f"```python\n{text.strip()}\n```"


def _proof(example: Example) -> str:
    if isinstance(example.proof, Raises):
        text = f"Running it raises `{example.proof.error}`"
        return f"{text}: {_quoted(example.proof.match)}" if example.proof.match else text
    return f"Run beside the right one, `{example.proof.expression}` holds"


def _quoted(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _link(rule: Rule) -> str:
    return f"[{rule.code}](../docs/rules/{rule.code}.md)"


def references_page(references: Iterable[Reference]) -> str:
    """`reference/README.md`: the table of all references, and the text of each."""
    references = sorted(references, key=lambda one: (list(_FRAMEWORKS).index(one.framework), one.name))
    lines = [
        "# References",
        "",
        "Made from the reference files; `pytest --update` writes it anew.",
        "Each is what completion inserts, and what the tests ran.",
        "",
        "| name | framework | what it is |",
        "|---|---|---|",
    ]
    lines += [f"| [{one.name}](#{_anchor(one)}) | {_FRAMEWORKS[one.framework]} | {one.title} |" for one in references]
    for framework, group in groupby(references, lambda one: one.framework):
        lines += ["", f"## {_FRAMEWORKS[framework]}"]
        for one in group:
            lines += ["", f'<a id="{_anchor(one)}"></a>', "", f"### [{one.name}]({framework}/{one.name}.py)", ""]
            lines += [one.documentation, "", f"```python\n{one.body}\n```"]
    return "\n".join([*lines, ""])


def _anchor(reference: Reference) -> str:
    return f"{reference.framework}-{reference.name}"


def _severity(rule: Rule) -> str:
    return f"{rule.severity}, optional" if rule.is_optional else str(rule.severity)
