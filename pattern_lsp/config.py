"""The configuration: `[tool.pattern-lsp]` of the nearest pyproject.toml. Reading it runs nothing."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pattern_lsp import registry
from pattern_lsp.rule import Severity

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

UNUSED = "PLSP001"  # what says that a suppression comment has no effect; no rule file is behind it

KEYS = frozenset({"select", "extend-select", "ignore", "severity", "exclude", "per-file-ignores"})
_SEVERITIES = [str(severity) for severity in Severity]


class ConfigError(Exception):
    """A configuration that cannot be used; the message names the file and what is wrong in it."""


@dataclass(frozen=True)
class Settings:
    """What to report, and where. Codes may be whole (`JAX001`) or the start of many (`JAX`)."""

    select: tuple[str, ...] = ()  # empty: all that are not optional
    extend_select: tuple[str, ...] = ()  # these as well
    ignore: tuple[str, ...] = ()
    severity: Severity = Severity.HINT  # the least that is reported
    exclude: tuple[str, ...] = ()  # gitignore patterns
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    root: Path = field(default_factory=Path)  # patterns are relative to it

    def wants(self, code: str, severity: Severity, is_optional: bool = False) -> bool:
        """Whether findings of a rule are reported at all. An optional one must be selected by its whole code."""
        ranks = list(Severity)
        if ranks.index(severity) > ranks.index(self.severity):
            return False
        chosen = (*self.select, *self.extend_select)
        if code not in chosen if is_optional else self.select and not covers(chosen, code):
            return False
        return not covers(self.ignore, code)

    def ignored_in(self, path: Path | None) -> tuple[str, ...]:
        """The codes that `per-file-ignores` switches off in a file."""
        if path is None or not self.per_file_ignores:
            return ()
        relative = relative_to(path, self.root)
        return tuple(
            code for pattern, codes in self.per_file_ignores if matches(relative, (pattern,)) for code in codes
        )

    def with_options(
        self, select: tuple[str, ...], extend_select: tuple[str, ...], ignore: tuple[str, ...], severity: str | None
    ) -> "Settings":
        """The settings with what the command line says on top. Raises ConfigError on an unknown code."""
        _check_codes((*select, *extend_select, *ignore), "command line")
        return replace(
            self,
            select=select or self.select,
            extend_select=(*self.extend_select, *extend_select),
            ignore=(*self.ignore, *ignore),
            severity=Severity(severity) if severity else self.severity,
        )


def covers(chosen: Iterable[str], code: str) -> bool:
    """Whether a code is among those chosen: itself, the start of its number, or its family.

    `NUM` is NUM001 and not NUMBA001: letters alone are a whole family.
    """
    return any(
        code.startswith(prefix) and (prefix[-1:].isdigit() or code[len(prefix) : len(prefix) + 1].isdigit())
        for prefix in chosen
    )


def known_codes() -> tuple[str, ...]:
    """Every code that a diagnostic can have."""
    return (*registry.codes(), UNUSED)


def find(start: Path) -> Path | None:
    """The pyproject.toml that governs a file or folder: the nearest one upward that has our table."""
    start = start.resolve()
    for folder in [start, *start.parents]:
        candidate = folder / "pyproject.toml"
        if os.path.isfile(candidate) and _table(candidate) is not None:
            return candidate
    return None


def load(path: Path | None) -> Settings:
    """The settings of a pyproject.toml. Raises ConfigError, naming the file, for anything it does not know."""
    if path is None:
        return Settings()
    return settings_of(_table(path) or {}, str(path), path.resolve().parent)


def settings_of(table: dict[str, Any], where: str, root: Path) -> Settings:
    """The settings that a table holds. Raises ConfigError, which says `where`, for anything it does not know."""
    for key in table:
        if key not in KEYS:
            raise ConfigError(
                f"{where}: unknown key `{key}` in [tool.pattern-lsp]; known are {', '.join(sorted(KEYS))}"
            )
    severity = table.get("severity", "hint")
    if severity not in _SEVERITIES:
        raise ConfigError(f"{where}: `severity` is {severity!r}; it is one of {', '.join(_SEVERITIES)}")
    per_file = table.get("per-file-ignores", {})
    if not isinstance(per_file, dict):
        raise ConfigError(f"{where}: `per-file-ignores` must be a table of patterns to lists of codes")
    ignores = tuple(
        (pattern, _strings(codes, f"per-file-ignores.{pattern}", where)) for pattern, codes in per_file.items()
    )
    select, extend, ignore = (_strings(table.get(key, []), key, where) for key in ("select", "extend-select", "ignore"))
    _check_codes((*select, *extend, *ignore, *(code for _, codes in ignores for code in codes)), where)
    exclude = _strings(table.get("exclude", []), "exclude", where)
    _check_patterns((*exclude, *per_file), where)
    return Settings(select, extend, ignore, Severity(severity), exclude, ignores, root)


def settings_for(path: Path) -> Settings:
    """The settings that govern a file or folder."""
    return load(find(path))


def matches(relative: str, patterns: tuple[str, ...]) -> bool:
    """Whether gitignore patterns match a path."""
    from pathspec import GitIgnoreSpec

    return bool(patterns) and GitIgnoreSpec.from_lines(patterns).match_file(relative)


def relative_to(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix().lstrip("/")


def _table(path: Path) -> dict[str, Any] | None:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as TOML: {error}") from None
    tool = content.get("tool", {})
    table = tool.get("pattern-lsp") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: `tool.pattern-lsp` must be a table")
    return table


def _strings(value: Any, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{where}: `{key}` must be a list of strings")
    return tuple(value)


def _check_patterns(patterns: tuple[str, ...], where: str) -> None:
    for pattern in patterns:
        try:
            matches("", (pattern,))
        except ValueError:
            raise ConfigError(f"{where}: `{pattern}` is no gitignore pattern") from None


def _check_codes(codes: tuple[str, ...], where: str) -> None:
    known = known_codes()
    for code in codes:
        if not any(covers((code,), one) for one in known):
            raise ConfigError(f"{where}: unknown code `{code}`; `pattern-lsp rules` lists them")
