# --- in one function; explicit; through a helper, enumerate and tqdm
import torch
import torchvision
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets
from tqdm import tqdm

class Faces(Dataset):
    def __init__(self, paths):
        self.paths = paths

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        return self.paths[index]

def main(model, optimizer, criterion, paths):
    digits = datasets.MNIST("data", train=True, download=True)
    for x, y in DataLoader(digits, 32):
#                          ^^^^^^ TORCH027
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
    faces = torch.utils.data.DataLoader(Faces(paths), batch_size=4, shuffle=False)
#                                                                           ^^^^^ TORCH027
    for epoch in range(3):
        for i, x in enumerate(tqdm(faces)):
            optimizer.zero_grad()
            model(x).mean().backward()
            optimizer.step()
    folder = torchvision.datasets.ImageFolder("train")
    loader = DataLoader(folder, num_workers=4)
#                       ^^^^^^ TORCH027
    train(model, loader, optimizer)

def train(model, loader, optimizer):
    for x, y in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
# --- of a module of Lightning
import pytorch_lightning as pl
import torch
from torch.utils.data import DataLoader, TensorDataset

class Data(pl.LightningDataModule):
    def train_dataloader(self):
        data = TensorDataset(torch.arange(10.0))
        return DataLoader(data, batch_size=2)
#                         ^^^^ TORCH027

    def val_dataloader(self):
        return DataLoader(TensorDataset(torch.arange(10.0)), batch_size=2)
# --- silent: shuffled, sampled, or told by a value
import torch
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset

def main(model, optimizer, x, is_train, options, sampler=None):
    data = TensorDataset(x)
    loaders = [
        DataLoader(data, 4, shuffle=True),
        DataLoader(data, 4, True),
        DataLoader(data, 4, sampler=DistributedSampler(data)),
        DataLoader(data, batch_sampler=sampler),
        DataLoader(data, 4, shuffle=is_train),
        DataLoader(data, 4, shuffle=(sampler is None), sampler=sampler),
        DataLoader(data, **options),
        DataLoader(data, batch_size=len(data)),
    ]
    for loader in loaders:
        for (x,) in loader:
            optimizer.zero_grad()
            model(x).mean().backward()
            optimizer.step()
    for (x,) in DataLoader(data, 4, shuffle=is_train):
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
    for (x,) in DataLoader(data, batch_size=len(data)):
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
# --- silent: evaluated, or of a kind that is not known or not in order
import random
import torch
from torch.utils.data import DataLoader, Dataset, IterableDataset, Subset, TensorDataset

class Stream(IterableDataset):
    def __iter__(self):
        return iter(range(3))

class Mixed(Dataset):
    def __getitem__(self, index):
        return random.random()

def main(model, optimizer, criterion, data, x):
    for loader in (DataLoader(data, 4), DataLoader(Stream(), 4)):
        for x in loader:
            optimizer.zero_grad()
            model(x).mean().backward()
            optimizer.step()
    for x in DataLoader(Stream(), 4):
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
    for x in DataLoader(Mixed(), 4):
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
    for x in DataLoader(Subset(data, torch.randperm(10)), 4):
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
    train_set = TensorDataset(x)
    total = 0
    for (x,) in DataLoader(train_set, 4):
        total += x.sum()
    with torch.no_grad():
        for (x,) in DataLoader(train_set, 4, shuffle=False):
            model(x)
    return total
# --- silent: a state is carried from batch to batch
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

def main(x, optimizer):
    rnn, state = nn.GRU(2, 2), None
    for (x,) in DataLoader(TensorDataset(x), 4):
        out, state = rnn(x, state)
        state = state.detach()
        optimizer.zero_grad()
        out.mean().backward()
        optimizer.step()
