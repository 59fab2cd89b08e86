# What TORCH043 must report, and what it must not. Carets mark the exact place.
# --- seeded programs
import torch
from torch import manual_seed
from torch.utils.data import DataLoader

torch.manual_seed(0)
loader = DataLoader([1, 2, 3], batch_size=2, shuffle=True, num_workers=2)
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH043


def train(data):
    manual_seed(1)
    return torch.utils.data.DataLoader(data, 4, True)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH043
# --- silent: a generator, an order of its own, no seed, no shuffling
import torch
from torch.utils.data import DataLoader


def train(data, sampler, options):
    torch.manual_seed(0)
    a = DataLoader(data, shuffle=True, generator=torch.Generator().manual_seed(0))
    b = DataLoader(data, sampler=sampler)
    c = DataLoader(data)
    d = DataLoader(data, shuffle=True, **options)
    return a, b, c, d


def unseeded(data, shuffle):
    return DataLoader(data, shuffle=True), DataLoader(data, shuffle=shuffle)


def own_generator(data):
    generator = torch.Generator()
    generator.manual_seed(0)
    return DataLoader(data, shuffle=True)
