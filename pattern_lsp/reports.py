"""What `check` prints: diagnostics as plain data, and that data in the formats people and tools read."""

import json
from collections.abc import Iterable
from typing import Any
from unicodedata import category, combining, east_asian_width

from pattern_lsp import __version__

# A diagnostic as it is cached and printed. The field names are those of ruff's JSON.
Record = dict[str, Any]


def record(filename: str, analysis: Any, diagnostic: Any) -> Record:
    """A diagnostic of an analysis as plain data; rows and columns count from 1."""

    def location(offset: int) -> dict[str, int]:
        line, column = analysis.lines.position(offset)
        return {"row": line + 1, "column": column + 1}

    fix = diagnostic.fix
    return {
        "filename": filename,
        "code": diagnostic.code,
        "name": diagnostic.name,
        "message": diagnostic.message,
        "severity": str(diagnostic.severity),
        "location": location(diagnostic.span.start),
        "end_location": location(diagnostic.span.end),
        "fix": fix
        and {
            "applicability": "safe" if fix.safe else "unsafe",
            "message": fix.title,
            "edits": [
                {
                    "content": edit.text,
                    "location": location(edit.span.start),
                    "end_location": location(edit.span.end),
                }
                for edit in fix.edits
            ],
        },
        "related": [
            {"message": message, "location": location(span.start), "end_location": location(span.end)}
            for span, message in diagnostic.related
        ],
        "url": diagnostic.url,
        "source": _source(analysis, diagnostic),
    }


def in_notebook(one: Record, place: Any) -> Record:
    """A record of a notebook's text as one of a cell: `place` gives the cell and the line in it, of a line from 0."""

    def moved(location: dict[str, int]) -> dict[str, int]:
        return {**location, "row": place(location["row"] - 1).line + 1}

    fix = one["fix"] and {
        **one["fix"],
        "edits": [
            {
                **edit,
                "cell": place(edit["location"]["row"] - 1).cell,
                "location": moved(edit["location"]),
                "end_location": moved(edit["end_location"]),
            }
            for edit in one["fix"]["edits"]
        ],
    }
    related = [
        {**each, "cell": place(each["location"]["row"] - 1).cell, "location": moved(each["location"])}
        | ({"end_location": moved(each["end_location"])})
        for each in one["related"]
    ]
    return {
        **one,
        "cell": place(one["location"]["row"] - 1).cell,
        "location": moved(one["location"]),
        "end_location": moved(one["end_location"]),
        "fix": fix,
        "related": related,
    }


def _of_file(one: Record) -> Record:
    """A record for tools that know lines of files only: that of a cell names its place in words."""
    if not one.get("cell"):
        return one
    top = {"row": 1, "column": 1}
    message = f"cell {one['cell']}, line {one['location']['row']}: {one['message']}"
    return {**one, "message": message, "location": top, "end_location": top, "fix": None, "related": []}


def _where(one: Record) -> str:
    """The place of a record for people: a notebook's with its cell."""
    start = one["location"]
    cell = f"cell {one['cell']}:" if one.get("cell") else ""
    return f"{one['filename']}:{cell}{start['row']}:{start['column']}"


def _source(analysis: Any, diagnostic: Any) -> list[str]:
    first = analysis.lines.position(diagnostic.span.start).line
    last = analysis.lines.position(diagnostic.span.end).line
    return [analysis.lines.line(number) for number in range(first, min(last, first + 3) + 1)]


def as_json(records: Iterable[Record]) -> str:
    return json.dumps([{key: value for key, value in one.items() if key != "source"} for one in records], indent=2)


def as_github(records: Iterable[Record]) -> str:
    """Workflow commands of GitHub Actions, one line a diagnostic."""
    levels = {"error": "error", "warning": "warning"}
    lines = []
    for one in map(_of_file, records):
        start, end = one["location"], one["end_location"]
        where = f"file={_property(one['filename'])},line={start['row']},col={start['column']}"
        where += f",endLine={end['row']}"
        if start["row"] == end["row"]:
            where += f",endColumn={end['column']}"
        message = _data(f"{one['message']}")
        level = levels.get(one["severity"], "notice")
        lines.append(f"::{level} title={_property('pattern-lsp (' + one['code'] + ')')},{where}::{message}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(records: list[Record]) -> str:
    from urllib.parse import quote

    levels = {"error": "error", "warning": "warning"}
    rules = {
        one["code"]: {"id": one["code"], "name": one["name"]} | ({"helpUri": one["url"]} if one["url"] else {})
        for one in records
    }

    def region(one: Record) -> Record:
        start, end = one["location"], one["end_location"]
        return {
            "startLine": start["row"],
            "startColumn": start["column"],
            "endLine": end["row"],
            "endColumn": end["column"],
        }

    results = []
    for one in map(_of_file, records):
        artifact = {"uri": quote(one["filename"].replace("\\", "/"), safe="/:")}
        result = {
            "ruleId": one["code"],
            "level": levels.get(one["severity"], "note"),
            "message": {"text": one["message"]},
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region(one)}}],
        }
        if one["related"]:
            result["relatedLocations"] = [
                {
                    "id": number,
                    "message": {"text": related["message"]},
                    "physicalLocation": {"artifactLocation": artifact, "region": region(related)},
                }
                for number, related in enumerate(one["related"])
            ]
        if one["fix"]:
            replacements = [
                {"deletedRegion": region(edit), "insertedContent": {"text": edit["content"]}}
                for edit in one["fix"]["edits"]
            ]
            result["fixes"] = [
                {
                    "description": {"text": one["fix"]["message"]},
                    "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
                }
            ]
        results.append(result)
    driver = {
        "name": "pattern-lsp",
        "version": __version__,
        "informationUri": "https://github.com/pattern-lsp/pattern-lsp",
        "rules": [rules[code] for code in sorted(rules)],
    }
    return json.dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        },
        indent=2,
    )


def as_concise(records: Iterable[Record]) -> str:
    return "\n".join(f"{_where(one)}: {one['code']} {one['message']}" for one in records)


_COLOURS = {"error": "red", "warning": "yellow", "information": "blue", "hint": "cyan"}


def as_text(one: Record) -> str:
    """A diagnostic for people: where, what, the lines themselves with the place underlined, and the fix."""
    import click

    start, end = one["location"], one["end_location"]
    head = f"{click.style(_where(one), bold=True)}: {click.style(one['code'], fg=_COLOURS[one['severity']], bold=True)}"
    lines = [f"{head} {one['message']}"]
    width = len(str(start["row"] + len(one["source"])))
    bar = click.style("|", fg="blue")
    for number, content in enumerate(one["source"]):
        row = start["row"] + number
        lines.append(f" {click.style(str(row).rjust(width), fg='blue')} {bar} {_shown(content)}".rstrip())
        first = start["column"] - 1 if number == 0 else len(content) - len(content.lstrip())
        last = end["column"] - 1 if row == end["row"] else len(content)
        if last > first or number == 0:
            indent = _width(_shown(content[:first]))
            marks = "^" * max(_width(_shown(content[:last])) - indent, 1)
            lines.append(f" {' ' * width} {bar} {' ' * indent}{click.style(marks, fg=_COLOURS[one['severity']])}")
    for related in one["related"]:
        cell = f"cell {related['cell']}, " if related.get("cell", one.get("cell")) != one.get("cell") else ""
        lines.append(f" {' ' * width} = {cell}line {related['location']['row']}: {related['message']}")
    if one["fix"]:
        kind = "fix" if one["fix"]["applicability"] == "safe" else "unsafe fix"
        lines.append(f" {' ' * width} = {click.style(kind, fg='green')}: {one['fix']['message']}")
    return "\n".join(lines)


def _shown(content: str) -> str:
    """A line as a terminal can be trusted with it: tabs widened, other control characters blank."""
    expanded = content.expandtabs(4)
    return expanded if expanded.isprintable() else "".join(" " if ord(one) < 32 else one for one in expanded)


def _width(text: str) -> int:
    """How many columns a terminal takes for a text."""
    if text.isascii():
        return len(text)
    return sum(
        2 if east_asian_width(one) in "WF" else 0 if combining(one) or category(one) == "Cf" else 1 for one in text
    )


def summary(records: list[Record], files: int, fixed: int = 0) -> str:
    """One line at the end: how much was found, and how much of it a fix mends."""
    done = f"{fixed} fixed. " if fixed else ""
    noun = "file" if files == 1 else "files"
    if not records:
        return f"{done}Nothing found in {files} {noun}."
    kinds = [one["fix"]["applicability"] for one in records if one["fix"]]
    offers = [
        f"{count} can be fixed with {option}"
        for count, option in ((kinds.count("safe"), "--fix"), (kinds.count("unsafe"), "--fix --unsafe-fixes"))
        if count
    ]
    found = f"{len(records)} finding{'s' if len(records) != 1 else ''} in {files} {noun}"
    return f"{done}{'; '.join([found, *offers])}."


def statistics(records: list[Record]) -> str:
    """How often each rule was found, most often first."""
    counts: dict[str, int] = {}
    names = {one["code"]: one["name"] for one in records}
    for one in records:
        counts[one["code"]] = counts.get(one["code"], 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join(f"{count:6} {code:9} {names[code]}" for code, count in ordered)
