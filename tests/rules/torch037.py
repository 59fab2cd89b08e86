# What TORCH037 must report, and what it must not. Carets mark the exact place.
# --- generators of both kinds, maps and streams
import numpy as np
import torch
from torch.utils.data import Dataset, IterableDataset


class Crops(Dataset):
    def __init__(self, images, seed=0):
        self.images = images
        self.rng = np.random.default_rng(seed)
        self._state = np.random.RandomState(seed)

    def __getitem__(self, index):
        x, y = self.rng.integers(0, 8, size=2)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH037
        if self._state.rand() < 0.5:
#          ^^^^^^^^^^^^^^^^^^ TORCH037
            return self.images[index][x:, y:]
        return self.images[index]


class Stream(torch.utils.data.IterableDataset):
    def __init__(self):
        super().__init__()
        self.rng = np.random.default_rng()

    def __iter__(self):
        for _ in range(10):
            yield self.rng.normal()
#                 ^^^^^^^^^^^^^^^^^ TORCH037
# --- silent: made by index, by worker, global functions, other classes
import numpy as np
from torch.utils.data import Dataset, get_worker_info


class ByIndex(Dataset):
    def __init__(self, seed):
        self.seed = seed

    def __getitem__(self, index):
        return np.random.default_rng((self.seed, index)).random()


class ByWorker(Dataset):
    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def __getitem__(self, index):
        worker = get_worker_info()
        if worker is not None and index < 2:
            self.rng = np.random.default_rng(worker.seed)
        return self.rng.random()


class Global(Dataset):
    def __getitem__(self, index):
        return np.random.rand()


class Shuffled(Dataset):
    def __init__(self, items, seed):
        self.rng = np.random.default_rng(seed)
        self.order = self.rng.permutation(len(items))

    def __getitem__(self, index):
        return self.order[index]


class Sampler:
    def __init__(self):
        self.rng = np.random.default_rng(0)

    def __getitem__(self, index):
        return self.rng.random()


# --- silent: made anew from the index, or for an epoch
import numpy as np
from torch.utils.data import Dataset


class Fresh(Dataset):
    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, index):
        self.rng = np.random.default_rng((0, index))
        return self.rows[index] + self.rng.normal()


class Ordered(Dataset):
    def __init__(self, rows):
        self.rows = rows
        self.random = np.random.default_rng(0)

    def start(self, epoch):
        self.random = np.random.default_rng(epoch)
        self.order = self.random.permutation(len(self.rows))

    def __getitem__(self, index):
        return self.rows[self.order[index]]
