# What NUM014 must report, and what it must not. Carets mark the exact place.
# --- reported
import numpy as np
import torch

BASES = {"A": 0, "C": 1, "G": 2, "T": 3}


def of_the_module(sequence):
    return torch.tensor([BASES.get(base.upper(), 0) for base in sequence])
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM014


class Encoder:
    def __init__(self):
        self.codes = {"H": 0, "E": 1, "C": 2}

    def encode(self, states):
        codes = np.empty(len(states), dtype=int)
        for position, state in enumerate(states):
            codes[position] = self.codes.get(state, 0)
#                             ^^^^^^^^^^^^^^^^^^^^^^^^ NUM014
        return codes


def counted_off(sequence):
    codes = {residue: number for number, residue in enumerate("ARNDCQEGHILKMFPSTWYV")}
    return np.array([codes.get(residue, 0) for residue in sequence])
#                    ^^^^^^^^^^^^^^^^^^^^^ NUM014


# --- silent
import numpy as np

BASES = {"A": 0, "C": 1, "G": 2, "T": 3}


def other_defaults(sequence):
    return [BASES.get(b, -1) for b in sequence], [BASES.get(b, 4) for b in sequence], [BASES.get(b) for b in sequence]


def strict(sequence):
    return np.array([BASES[base] for base in sequence])


def unknown_first(sequence):
    codes = {"N": 0, "A": 1, "C": 2, "G": 3, "T": 4}
    gaps = {"-": 0, "A": 1, "C": 2}
    return [codes.get(base, 0) for base in sequence], [gaps.get(base, 0) for base in sequence]


def words(level):
    return {"low": 0, "medium": 1, "high": 2}.get(level, 0)


def weights(base):
    return {"A": 0, "C": 2, "G": 5}.get(base, 0), {"(": 1, ")": -1, ".": 0}.get(base, 0)


def counts(sequence):
    seen = {}
    for base in sequence:
        seen[base] = seen.get(base, 0) + 1
    return seen


def vocabulary(words, tokens):
    index = {word: number for number, word in enumerate(words)}
    return [index.get(token, 0) for token in tokens]


# Missed: `defaultdict(int, …)`, and a mapping that is filled step by step.
