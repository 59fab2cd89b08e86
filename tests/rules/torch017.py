# --- scores on their way to a loss
import torch
import torch.nn as nn
import torch.nn.functional as F

criterion = nn.BCEWithLogitsLoss()

def losses(model, q, x, y, action, target, layer: nn.Linear):
    a = criterion(model(x).squeeze(), y)
#                 ^^^^^^^^^^^^^^^^^^ TORCH017
    scores = torch.squeeze(model(x))
#            ^^^^^^^^^^^^^^^^^^^^^^^ TORCH017
    b = F.mse_loss(scores, y.float())
    c = F.binary_cross_entropy(torch.sigmoid(layer(x)).squeeze(), target=y)
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH017
    d = F.smooth_l1_loss(q(x).gather(1, action).squeeze(), target)
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH017
    e = nn.MSELoss()(input=layer(x).squeeze(), target=y)
#                          ^^^^^^^^^^^^^^^^^^ TORCH017
    return a, b, c, d, e
# --- in forward
import torch
import torch.nn as nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1))

    def forward(self, x):
        x = self.pool(self.conv(x)).squeeze()
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH017
        x = torch.sigmoid(self.drop(self.head(x)))
        return torch.squeeze(x)
#              ^^^^^^^^^^^^^^^^ TORCH017
# --- silent: an axis is given; both sides are squeezed
import torch
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(8, 1)

    def forward(self, x):
        a = self.head(x).squeeze(1)
        b = self.head(x).squeeze(dim=-1)
        c = torch.squeeze(self.head(x), -1)
        d = self.head(x).squeeze((1, 2))
        return a, b, c, d, self.head(x).flatten(1)

def losses(model, x, y):
    first = F.mse_loss(model(x).squeeze(), y.squeeze())
    predicted, target = model(x).squeeze(), y.squeeze().float()
    return first + F.mse_loss(predicted, target) + F.mse_loss(model(x).squeeze(-1), y)
# --- silent: single samples, known batches, results that are looked at
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(8, 1)

    def forward(self, x):
        score = self.head(x.unsqueeze(0)).squeeze()
        shown = self.head(x).squeeze().cpu().numpy()
        value = self.head(x).squeeze().item()
        row = self.head(x.view(1, -1)).squeeze()
        return score, shown, value, row

def others(model, image, x: torch.Tensor, y):
    net = nn.Linear(2, 1)
    loss = F.mse_loss(net(torch.randn(8, 2)).squeeze(), torch.randn(8))
    picture = image.squeeze()
    array = np.zeros((1, 3)).squeeze()
    mask = x.squeeze()
    return loss, picture, array, mask, model(x).squeeze()
# --- silent: other things that squeeze
import torch

class Lemon:
    def squeeze(self):
        return 1.0

def juice(lemon: Lemon, frame, y: torch.Tensor):
    series = frame.squeeze()
    return lemon.squeeze(), series, torch.nn.functional.mse_loss(y, y)
