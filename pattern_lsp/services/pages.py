"""Pages made from the rule files and the reference files: one rule, the table of all rules, the references."""

from collections.abc import Iterable
from itertools import groupby

from pattern_lsp.references import Reference
from pattern_lsp.rule import Raises, Rule

_FAMILIES = {"TORCH": "PyTorch", "TF": "TensorFlow", "JAX": "JAX", "NUMBA": "Numba", "NUM": "Numerics"}
_FRAMEWORKS = {"torch": "PyTorch", "tensorflow": "TensorFlow", "jax": "JAX", "numba": "Numba", "numpy": "NumPy"}


def rule_page(rule: Rule, level: int = 1) -> str:
    """The explanation of a rule in Markdown, with its first example."""
    heading = "#" * level
    example = rule.examples[0]
    if isinstance(example.proof, Raises):
        proof = f"Running it raises `{example.proof.error}`"
        proof += f": {example.proof.match}" if example.proof.match else ""
    else:
        proof = f"Run side by side, `{example.proof.expression}` holds"
    return "\n".join(
        [
            f"{heading} {rule.code} {rule.name}",
            "",
            *(["Optional: it reports only where `extend-select` names it in full.", ""] if rule.is_optional else []),
            rule.explanation,
            "",
            f"{heading}# Wrong",
            "",
            f"```python\n{example.bad.strip()}\n```",
            "",
            f"{proof}.",
            "",
            f"{heading}# Right",
            "",
            f"```python\n{example.good.strip()}\n```",
            "",
        ]
    )


def rules_page(rules: Iterable[Rule]) -> str:
    """`rules/README.md`: the table of all rules, and the page of each."""
    rules = list(rules)
    lines = [
        "# Rules",
        "",
        "Made from the rule files; `pytest --update` writes it anew.",
        "Every example was run in the real framework, and did what is said of it.",
        "",
    ]
    for prefix, title in _FAMILIES.items():
        family = [rule for rule in rules if rule.code.rstrip("0123456789") == prefix]
        if not family:
            continue
        lines += [f"## {title}", "", "| code | name | severity | what is wrong |", "|---|---|---|---|"]
        lines += [
            f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {_severity(rule)} | {rule.message} |"
            for rule in family
        ]
        lines.append("")
    for rule in rules:
        lines += [f'<a id="{rule.code.lower()}"></a>', "", rule_page(rule, level=2)]
    return "\n".join(lines)


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
