# What TORCH032 must report, and what it must not. Carets mark the exact place.
# --- reported: images are read and transformed between the steps
import torch
from torch.utils.data import DataLoader, Dataset
from torchvision.io import read_image


class Pictures(Dataset):
    def __init__(self, paths, transform):
        self.paths = paths
        self.transform = transform

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        return self.transform(read_image(self.paths[index]))


def train(model, paths, transform, optimizer):
    loader = DataLoader(Pictures(paths, transform), batch_size=8, shuffle=True)
    #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH032
    for epoch in range(3):
        for step, images in enumerate(loader):
            optimizer.zero_grad()
            model(images).mean().backward()
            optimizer.step()


# --- silent: said, given as a whole, or not for training
import torch
from torch.utils.data import DataLoader, Dataset


class Texts(Dataset):
    def __init__(self, texts, tokenizer):
        self.texts = texts
        self.tokenizer = tokenizer

    def __len__(self):
        return len(self.texts)

    def __getitem__(self, index):
        return self.tokenizer(self.texts[index])


def train(model, texts, tokenizer, optimizer, options):
    dataset = Texts(texts, tokenizer)
    for loader in [DataLoader(dataset, shuffle=True, num_workers=0)]:
        pass
    known = DataLoader(dataset, shuffle=True, num_workers=0)
    given = DataLoader(dataset, shuffle=True, **options)
    for batch in known:
        optimizer.zero_grad()
        model(batch).mean().backward()
        optimizer.step()
    for batch in given:
        optimizer.zero_grad()
        model(batch).mean().backward()
        optimizer.step()


@torch.no_grad()
def evaluate(model, texts, tokenizer):
    model.eval()
    return [model(batch) for batch in DataLoader(Texts(texts, tokenizer), batch_size=8)]


# --- silent: rows that are only indexed
import torch
from torch.utils.data import DataLoader, Dataset, TensorDataset


class Rows(Dataset):
    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        return self.rows[index]


def train(model, rows, optimizer):
    for batch in DataLoader(Rows(rows), batch_size=8, shuffle=True):
        optimizer.zero_grad()
        model(batch).mean().backward()
        optimizer.step()
    for (batch,) in DataLoader(TensorDataset(rows), batch_size=8, shuffle=True):
        optimizer.zero_grad()
        model(batch).mean().backward()
        optimizer.step()
