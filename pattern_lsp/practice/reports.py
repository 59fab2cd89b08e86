"""Verdicts in words: for the terminal, for programs, and as JUnit XML."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from xml.etree import ElementTree

from pattern_lsp.practice.answers import Graded
from pattern_lsp.practice.judge import Verdict

_INDENT = "    "


def headline(verdict: Verdict) -> str:
    """A verdict in a line."""
    name = f"{verdict.function} ({verdict.framework})"
    if verdict.outcome == "right":
        facts = [f"{verdict.inputs} inputs"]
        if verdict.error:
            facts.append(f"largest error {verdict.error:.1e}")
        if verdict.seconds:
            facts.append(f"{duration(verdict.seconds)} a call")
        if verdict.seconds and verdict.reference_seconds:
            facts[-1] += f", the reference {duration(verdict.reference_seconds)}"
        return f"{name} is right: {', '.join(facts)}"
    if verdict.outcome == "wrong":
        where = f" (line {verdict.line})" if verdict.line else ""
        return f"{name} is wrong{where}: {verdict.complaint}"
    return f"{name} could not be judged: it {verdict.complaint}"


def details(verdict: Verdict) -> list[str]:
    """The lines below: the smallest input, what was expected, what came."""
    lines = []
    if verdict.is_right:
        lines += [f"held: {one}" for one in verdict.properties]
    for name, value in verdict.arguments:
        lines.append(_aligned(f"{name} = ", value))
    if verdict.expected:
        lines.append(_aligned("expected ", verdict.expected))
    if verdict.got:
        lines.append(_aligned("got      ", verdict.got))
    if verdict.rule:
        lines.append(f"`pattern-lsp rule {verdict.rule}` explains it")
    if verdict.output.strip():
        printed = verdict.output.strip().splitlines()
        more = [f"… {len(printed) - 10} more lines"] if len(printed) > 10 else []
        lines += ["printed:", *(f"  {one}" for one in printed[:10] + more)]
    return lines


def as_text(verdict: Verdict) -> str:
    """A verdict for the terminal."""
    sign = {"right": "✓", "wrong": "✗", "failed": "!"}[verdict.outcome]
    return "\n".join([f"{sign} {headline(verdict)}", *(_INDENT + line for line in details(verdict))])


def as_record(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain data."""
    return asdict(verdict) | {"arguments": dict(verdict.arguments)}


def graded_as_text(graded: Graded) -> str:
    if graded.problem:
        return f"{graded.path}\n! {graded.problem}"
    return "\n".join([graded.path, *(as_text(one) for one in graded.verdicts)])


def graded_as_json(many: Sequence[Graded]) -> str:
    return json.dumps(
        [
            {
                "path": one.path,
                "right": one.is_right,
                "problem": one.problem,
                "verdicts": [as_record(verdict) for verdict in one.verdicts],
            }
            for one in many
        ],
        indent=1,
    )


def graded_as_junit(many: Sequence[Graded]) -> str:
    """One suite a file, one case an answer: wrong is a failure; what could not be judged is an error."""
    root = ElementTree.Element("testsuites", name="pattern-lsp")
    for one in many:
        suite = ElementTree.SubElement(root, "testsuite", name=one.path, time=f"{one.seconds:.3f}")
        cases = [(f"{verdict.function} ({verdict.framework})", verdict) for verdict in one.verdicts]
        counts = {"tests": len(cases) or 1, "failures": 0, "errors": 0}
        if one.problem:
            case = ElementTree.SubElement(suite, "testcase", name="answers", classname=one.path)
            ElementTree.SubElement(case, "error", message=_printable(one.problem))
            counts["errors"] += 1
        for name, verdict in cases:
            case = ElementTree.SubElement(suite, "testcase", name=name, classname=one.path)
            if verdict.is_right:
                continue
            kind = "failure" if verdict.outcome == "wrong" else "error"
            counts[f"{kind}s"] += 1
            found = ElementTree.SubElement(case, kind, message=_printable(verdict.complaint))
            found.text = _printable("\n".join(details(verdict)))
        for key, count in counts.items():
            suite.set(key, str(count))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def duration(seconds: float) -> str:
    """A time in the unit that people would use."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def _printable(text: str) -> str:
    """XML cannot hold control characters."""
    return "".join(one if one in "\n\t" or ord(one) >= 32 else "\N{REPLACEMENT CHARACTER}" for one in text)


def _aligned(prefix: str, value: str) -> str:
    return prefix + value.replace("\n", "\n" + _INDENT + " " * len(prefix))
