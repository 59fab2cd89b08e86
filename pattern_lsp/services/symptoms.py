"""From what people see to the rule that explains it: an error message or a symptom, in their own words."""

import math
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from pattern_lsp import registry
from pattern_lsp.rule import Raises, Rule

_WORD = re.compile(r"[a-z_]*[a-z][a-z_]*")
_SEEN, _NAMED, _EXPLAINED = 3.0, 2.0, 1.0  # what a word counts, by where it stands
_FAINT = 0.5  # of the best score: what is below has little to do with what was asked


class Match(NamedTuple):
    rule: Rule
    score: float


def explain(text: str, most: int = 10) -> list[Match]:
    """The rules that a symptom or an error message points to, best first.

    Each word counts by how few rules know it, so the common ones of a pasted message do no harm.
    """
    asked = set(_words(text))
    matches = []
    for rule in registry.rules():
        weights = _weights(rule)
        if score := sum(weights[word] * _rarity(word) for word in asked & weights.keys()):
            matches.append(Match(rule, score))
    matches.sort(key=lambda match: (-match.score, match.rule.is_optional, match.rule.code))
    return [match for match in matches[:most] if match.score >= _FAINT * matches[0].score]


def _words(text: str) -> list[str]:
    """The words of a text, without their endings; names of exceptions and functions stay whole."""
    return [word if len(word) > 12 else word[:6] for word in _WORD.findall(text.lower()) if len(word) > 1]


@cache
def _weights(rule: Rule) -> dict[str, float]:
    proofs = [example.proof for example in rule.examples]
    seen = [f"{proof.error} {proof.match}" for proof in proofs if isinstance(proof, Raises)]
    texts = {
        _EXPLAINED: rule.explanation,
        _NAMED: f"{rule.name} {rule.message}",
        _SEEN: " ".join([*seen, *rule.symptoms]),
    }
    return {word: weight for weight, text in texts.items() for word in _words(text)}


@cache
def _rarity(word: str) -> float:
    count = _counts()[word]
    return math.log((len(registry.rules()) + 1) / count) if count else 0.0


@cache
def _counts() -> Counter[str]:
    return Counter(word for rule in registry.rules() for word in _weights(rule))
