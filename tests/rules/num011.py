# What NUM011 must report, and what it must not. Carets mark the exact place.
# --- reported
import numpy as np
import torch


def fraction(sequence, wanted="GC"):
    hits = 0
    seen = 0
    for base in sequence.upper():
        if base in "ACGT":
            seen += 1
            if base in wanted:
                hits += 1
    print(100 * hits / seen)
#         ^^^^^^^^^^^^^^^^^ NUM011
    return hits / seen
#          ^^^^^^^^^^^ NUM011


def of_a_filter(xs):
    kept = [x for x in xs if x is not None]
    count = len(kept)
    return sum(kept) / count
#          ^^^^^^^^^^^^^^^^^ NUM011


def recall(scores: np.ndarray, labels: np.ndarray):
    positives = np.sum(labels == 1)
    found = np.sum((scores > 0.5) & (labels == 1))
    return found / positives
#          ^^^^^^^^^^^^^^^^^ NUM011


class Metric:
    def compute(self, rows):
        total = 0.0
        for row in rows:
            if row.valid:
                total += row.weight
        self.value = 1.0 / total
#                    ^^^^^^^^^^^ NUM011


# --- silent
import numpy as np
import torch


def guarded(sequence):
    seen = 0
    hits = 0
    for base in sequence:
        if base != "N":
            seen += 1
            hits += base in "GC"
    if seen == 0:
        return 0.0
    return hits / seen


def ternary(sequence):
    seen = 0
    for base in sequence:
        if base != "N":
            seen += 1
    return 1 / seen if seen > 0 else 0.0


def early(xs):
    kept = [x for x in xs if x is not None]
    if not kept:
        return 0.0
    return sum(kept) / len(kept)


def bounded(sequence):
    seen = 0
    for base in sequence:
        if base != "N":
            seen += 1
    return 1 / max(seen, 1), 1 / (seen + 1e-8)


def every_round(loader, model):
    correct, total = 0, 0
    for images, labels in loader:
        total += labels.size(0)
        correct += (model(images).argmax(1) == labels).sum().item()
    return correct / total


def caught(sequence):
    seen = 0
    for base in sequence:
        if base != "N":
            seen += 1
    try:
        return 1 / seen
    except ZeroDivisionError:
        return 0.0


def starts_elsewhere(sequence, seen):
    for base in sequence:
        if base != "N":
            seen += 1
    return 1 / seen


def starts_at_one(sequence):
    seen = 1
    for base in sequence:
        if base != "N":
            seen += 1
    return 1 / seen


def a_length(xs):
    return sum(xs) / len(xs), sum(xs) / len([x * 2 for x in xs])


def mean_over_rows(mask: np.ndarray):
    return mask.sum() / mask.size, (mask > 0).sum() / len(mask)


def expected(labels: np.ndarray):
    with np.errstate(invalid="ignore"):
        return 1.0 / np.sum(labels == 1)


def counted_down(n):
    left = 0
    for i in range(n):
        if i % 2:
            left += 1
        left = 5
    return n / left


# Missed: a counter behind `continue`; the length of a parameter; a masked mean with a mask that comes in.

# --- silent: there is an element where the loop is at one; the condition is around the start as well
import torch

def recall(gold, predictions):
    words = [word for word in gold if word]
    total = 0.0
    for word in words:
        total += 1 / len(words)
    return total


def speed(videos):
    for video in videos:
        if video.is_long:
            length = 0.0
            for clip in video.clips:
                length += clip.length
            video.speed = video.words / length


def validity(labels: torch.Tensor, probabilities: torch.Tensor, k):
    mask_area = (labels == k).sum()
    original_area = (probabilities[k] >= 0.5).sum()
    is_there = mask_area > 0 and original_area > 0
    if is_there:
        return mask_area / original_area
    return 0.0
