# --- the batch, the target, the model
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset, TensorDataset
from torchvision import datasets

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(x)

class Faces(Dataset):
    def __getitem__(self, index):
        return torch.zeros(4), 1

def main(args, device):
    cuda = "cuda" if torch.cuda.is_available() else "cpu"
    loader = DataLoader(datasets.MNIST("data"), 32, shuffle=True)
    model = Net().to(device)
    criterion = nn.CrossEntropyLoss()
    for x, y in loader:
        scores = model(x)
#                      ^ TORCH026
        loss = criterion(scores, y)
#                                ^ TORCH026
        loss = F.cross_entropy(scores, target=y)
#                                             ^ TORCH026
    second = nn.Linear(4, 2)
    second.to(cuda)
    third = nn.Linear(4, 2).cuda()
    for i, (x, y) in enumerate(DataLoader(Faces(), 4, shuffle=True)):
        a = second(x)
#                  ^ TORCH026
        b = third(x)
#                 ^ TORCH026
        loss = F.mse_loss(third(x.cuda()), y) + a + b
#                                          ^ TORCH026
    fourth = nn.Linear(4, 2)
    for x, y in loader:
        x = x.to(device)
        fourth(x)
#              ^ TORCH026
    train(model, loader)

def train(model, loader):
    for x, y in loader:
        model(x)
#             ^ TORCH026
# --- silent: both are moved
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import datasets

def main(device):
    loader = DataLoader(datasets.MNIST("data"), 32, shuffle=True)
    model = nn.Linear(4, 2).to(device)
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        F.cross_entropy(model(x), y)
    for x, y in loader:
        F.cross_entropy(model(x.cuda()), y.cuda(non_blocking=True))
    for batch in loader:
        x, y = [part.to(device) for part in batch]
        F.cross_entropy(model(x), y)
    for x, y in loader:
        scores = model(x.to(device)).cpu()
        print(scores, y)
# --- silent: nothing is moved, to the CPU, or another type
import torch
import torch.nn as nn
from torch.utils.data import DataLoader
from torchvision import datasets

def main(dtype):
    loader = DataLoader(datasets.MNIST("data"), 32, shuffle=True)
    plain, stays, typed = nn.Linear(4, 2), nn.Linear(4, 2), nn.Linear(4, 2)
    stays = stays.to("cpu").to(torch.device("cpu"))
    typed = typed.to(torch.float64).to(dtype)
    for x, y in loader:
        plain(x), stays(x), typed(x)
        plain(x.to("cpu")), plain(x.to(dtype))
# --- silent: others may move
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset, TensorDataset
from torchvision import datasets

class OnDevice(Dataset):
    def __init__(self, device):
        self.device = device

    def __getitem__(self, index):
        return torch.zeros(4, device=self.device)

class Mover(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(x.to(self.fc.weight.device))

def main(device, data, loader, accelerator, prefetch, collate, place):
    model = nn.Linear(4, 2).to(device)
    digits = datasets.MNIST("data")
    for x in loader:
        model(x)
    for x in DataLoader(OnDevice(device)):
        model(x)
    for x in DataLoader(TensorDataset(torch.randn(4, 2).to(device))):
        model(x)
    for x in DataLoader(TensorDataset(data)):
        model(x)
    for x in DataLoader(digits, collate_fn=collate):
        model(x)
    for x in prefetch(DataLoader(digits, 4)):
        place(x)
    for x in accelerator.prepare(loader):
        model(x)
    mover = Mover().to(device)
    parallel = nn.DataParallel(nn.Linear(4, 2)).cuda()
    unmoved = nn.Linear(4, 2)
    place(unmoved)
    for x, y in DataLoader(digits, 4):
        mover(x), parallel(x), unmoved(x.to(device))
# --- silent: a default device
import torch
import torch.nn as nn
from torch.utils.data import DataLoader
from torchvision import datasets

def main():
    torch.set_default_device("cuda")
    model = nn.Linear(4, 2).cuda()
    for x, y in DataLoader(datasets.MNIST("data")):
        model(x)
