# What NUM022 must report, and what it must not. Carets mark the exact place.
# --- reported
import numpy as np
import torch
from numpy import array


def forms(rows: list, mapping: dict):
    a = np.stack(np.asarray(row) for row in rows)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM022
    b = array((row for row in rows), dtype=float)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM022
    lengths = (len(row) for row in rows)
    c = np.mean(lengths), np.array(zip(rows, rows)), torch.cat(map(torch.tensor, rows), dim=0)
#       ^^^^^^^^^^^^^^^^ NUM022
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^ NUM022
#                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM022
    d = np.array(mapping.values()), torch.tensor(filter(None, rows))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM022
#                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM022
    return a, b, c, d


# --- silent
import numpy as np
import torch


def lists(rows, mapping):
    a = np.array([len(row) for row in rows]), np.array(list(map(len, rows))), np.stack([*rows])
    b = torch.tensor(sorted(len(row) for row in rows)), torch.stack(tuple(row for row in rows))
    return a, b, np.array(list(mapping.values()))


def one_at_a_time(rows):
    return np.fromiter((len(row) for row in rows), dtype=int), sum(len(row) for row in rows), max(map(len, rows))


def of_ranges(n):
    return np.array(range(n)), torch.tensor(range(n))


def somebody_elses_values(frame):
    return np.array(frame.values()), np.array(frame.values)


def comprehensions(rows):
    return np.array([[cell for cell in row] for row in rows]), np.sum([len(row) for row in rows])
