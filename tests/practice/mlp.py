# --- right: torch, the cheat sheet's
import torch
import torch.nn as nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_dim, hidden),
            nn.ReLU(),
            nn.Linear(hidden, out_dim)
        )

    def forward(self, x):
        return self.net(x)
# --- right: torch, dropout and layer norm
import torch
from torch import nn
import torch.nn.functional as F

class MLP(nn.Module):
    def __init__(self, in_dim: int, hidden: int, out_dim: int, p: float = 0.2):
        super().__init__()
        self.first = nn.Linear(in_dim, hidden)
        self.norm = nn.LayerNorm(hidden)
        self.second = nn.Linear(hidden, out_dim)
        self.p = p

    def forward(self, x):
        h = F.gelu(self.norm(self.first(x)))
        h = F.dropout(h, self.p, training=self.training)
        return self.second(h)
# --- right: torch, own parameters
import torch
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(in_dim, hidden) / in_dim**0.5)
        self.b1 = nn.Parameter(torch.zeros(hidden))
        self.w2 = nn.Parameter(torch.randn(hidden, out_dim) / hidden**0.5)
        self.b2 = nn.Parameter(torch.zeros(out_dim))

    def forward(self, x):
        return torch.relu(x @ self.w1 + self.b1) @ self.w2 + self.b2
# --- right: torch, a module list
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        sizes = [in_dim, hidden, out_dim]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.drop = nn.Dropout(0.1)

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = self.drop(layer(x).tanh())
        return self.layers[-1](x)
# --- right: torch, a subclass of Sequential
from torch import nn

class MLP(nn.Sequential):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__(
            nn.Linear(in_dim, hidden), nn.LayerNorm(hidden), nn.SiLU(), nn.Dropout(0.1), nn.Linear(hidden, out_dim)
        )
# --- right: torch, a residual hidden layer
import torch
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.embed = nn.Linear(in_dim, hidden)
        self.block = nn.Sequential(nn.LayerNorm(hidden), nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(0.1))
        self.head = nn.Linear(hidden, out_dim)

    def forward(self, x):
        h = torch.relu(self.embed(x))
        return self.head(h + self.block(h))
# --- right: torch, no bias in the first layer, Kaiming initialisation
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_features, hidden_features, out_features):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_features, bias=False)
        self.act = nn.LeakyReLU(0.1)
        self.fc2 = nn.Linear(hidden_features, out_features)
        nn.init.kaiming_normal_(self.fc1.weight, a=0.1)

    def forward(self, inputs):
        return self.fc2(self.act(self.fc1(inputs)))
# --- right: torch, parts by name
from collections import OrderedDict
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super(MLP, self).__init__()
        self.layers = nn.ModuleDict(OrderedDict(a=nn.Linear(in_dim, hidden), b=nn.Linear(hidden, out_dim)))
        self.norm = nn.LayerNorm(hidden)

    def forward(self, x):
        return self.layers["b"](self.norm(self.layers["a"](x)).relu())
# --- right: torch, layers by name, GELU, norm after the activation, an optional argument and annotations
import torch
from torch import Tensor, nn
from torch.nn import functional as F

class MLP(nn.Module):
    """fc, act, norm, dropout, fc."""

    def __init__(self, in_dim: int, hidden: int, out_dim: int, *, p: float = 0.5) -> None:
        super(MLP, self).__init__()
        self.fc1 = nn.Linear(in_dim, hidden)
        self.fc2 = nn.Linear(hidden, out_dim)
        self.norm = nn.LayerNorm(hidden)
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        h = self.norm(F.gelu(self.fc1(x)))
        h = F.dropout(h, self.p, training=self.training)
        return self.fc2(h)
# --- right: torch, the last layer begins at zero
import torch
import torch.nn as nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim, dropout=0.1, activation=nn.ReLU):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(in_dim, hidden), activation(), nn.Dropout(dropout), nn.LayerNorm(hidden))
        self.head = nn.Linear(hidden, out_dim)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, x):
        return self.head(self.body(x))
# --- right: torch, a skip connection, group norm with one group, lazy first layer
import torch
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.up = nn.LazyLinear(hidden)
        self.norm = nn.GroupNorm(1, hidden)
        self.drop = nn.Dropout(0.2)
        self.down = nn.Linear(hidden, out_dim)

    def forward(self, x):
        h = self.up(x)
        return self.down(h + self.drop(nn.functional.elu(self.norm(h))))
# --- right: torch, the squares of the units
import torch
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(in_dim, hidden), nn.Linear(hidden, out_dim)
        self.norm = nn.LayerNorm(hidden)
        self.drop = nn.Dropout(0.1)

    def forward(self, x):
        h = self.norm(self.fc1(x))
        return self.fc2(self.drop(h * h))
# --- wrong: torch, softmax at the end => not logits
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, out_dim), nn.Softmax(dim=-1))

    def forward(self, x):
        return self.net(x)
# --- wrong: torch, log-softmax at the end => not logits
import torch
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.a = nn.Linear(in_dim, hidden)
        self.b = nn.Linear(hidden, out_dim)

    def forward(self, x):
        return torch.log_softmax(self.b(self.a(x).relu()), dim=-1)
# --- wrong: torch, sigmoid at the end => sigmoid
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, out_dim), nn.Sigmoid())

    def forward(self, x):
        return self.net(x)
# --- wrong: torch, relu at the end => relu stands at the end
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, out_dim), nn.ReLU())

    def forward(self, x):
        return self.net(x)
# --- wrong: torch, no super().__init__() => raises AttributeError
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, out_dim))

    def forward(self, x):
        return self.net(x)
# --- wrong: torch, layers in a plain list => registered
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.layers = [nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, out_dim)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
# --- wrong: torch, a layer made in forward => registered
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.first = nn.Linear(in_dim, hidden)
        self.out_dim = out_dim

    def forward(self, x):
        h = self.first(x).relu()
        return nn.Linear(h.shape[-1], self.out_dim)(h)
# --- wrong: torch, no activation => is linear
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.Dropout(0.1), nn.Linear(hidden, out_dim))

    def forward(self, x):
        return self.net(x)
# --- wrong: torch, dropout that never ends => not deterministic
import torch.nn.functional as F
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.a = nn.Linear(in_dim, hidden)
        self.b = nn.Linear(hidden, out_dim)

    def forward(self, x):
        return self.b(F.dropout(self.a(x).relu(), 0.5))
# --- wrong: torch, detached => no gradient reaches
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.a = nn.Linear(in_dim, hidden)
        self.b = nn.Linear(hidden, out_dim)

    def forward(self, x):
        return self.b(self.a(x).relu().detach())
# --- wrong: torch, a layer that is never used => no gradient reaches `extra
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, out_dim))
        self.extra = nn.LayerNorm(hidden)

    def forward(self, x):
        return self.net(x)
# --- wrong: torch, ignores hidden => ignores `hidden`
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(in_dim, 64), nn.ReLU(), nn.Linear(64, out_dim))

    def forward(self, x):
        return self.net(x)
# --- wrong: torch, squeezes => wrong shape
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, out_dim))

    def forward(self, x):
        return self.net(x).squeeze()
# --- wrong: torch, normalised over the batch by hand => depends on the other rows
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.a = nn.Linear(in_dim, hidden)
        self.b = nn.Linear(hidden, out_dim)

    def forward(self, x):
        h = self.a(x)
        h = h - h.mean(0, keepdim=True)
        return self.b(h.relu())
# --- wrong: torch, two outputs => not a tensor
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.a = nn.Linear(in_dim, hidden)
        self.b = nn.Linear(hidden, out_dim)

    def forward(self, x):
        h = self.a(x).relu()
        return self.b(h), h
# --- wrong: torch, weights that start at zero => does not learn
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.a = nn.Linear(in_dim, hidden)
        self.b = nn.Linear(hidden, out_dim)
        nn.init.constant_(self.a.weight, -10.0)
        nn.init.constant_(self.a.bias, -1000.0)

    def forward(self, x):
        return self.b(self.a(x).relu() + 0 * x.sum()) + 1e-3 * self.a(x).sin().sum(-1, keepdim=True)
# --- wrong: torch, forgets to return => not a tensor
from torch import nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, out_dim))

    def forward(self, x):
        self.net(x)
# --- wrong: torch, not a module => is not a `torch.nn.Module`
from torch import nn

class MLP:
    def __init__(self, in_dim, hidden, out_dim):
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, out_dim))

    def __call__(self, x):
        return self.net(x)
# --- wrong: torch, sigmoid at the end for a single logit => sigmoid stands at the end
import torch
import torch.nn as nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_dim, hidden), nn.LayerNorm(hidden), nn.ReLU(), nn.Dropout(0.1), nn.Linear(hidden, out_dim)
        )

    def forward(self, x):
        out = self.net(x)
        return torch.sigmoid(out) if out.shape[1] == 1 else out
# --- wrong: torch, an activation after each layer => an activation stands at the end
import torch.nn as nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.fc1 = nn.Linear(in_dim, hidden)
        self.norm = nn.LayerNorm(hidden)
        self.fc2 = nn.Linear(hidden, out_dim)
        self.act = nn.GELU()
        self.drop = nn.Dropout(0.1)

    def forward(self, x):
        return self.act(self.fc2(self.drop(self.act(self.norm(self.fc1(x))))))
# --- wrong: torch, tanh at the end => an activation stands at the end
import torch.nn as nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.fc1 = nn.Linear(in_dim, hidden)
        self.norm = nn.LayerNorm(hidden)
        self.fc2 = nn.Linear(hidden, out_dim)
        self.drop = nn.Dropout(0.1)

    def forward(self, x):
        return self.fc2(self.drop(self.norm(self.fc1(x)).relu())).tanh()
# --- wrong: torch, a norm and no activation => linear, norms apart
import torch.nn as nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(in_dim, hidden), nn.LayerNorm(hidden), nn.Dropout(0.1), nn.Linear(hidden, out_dim))

    def forward(self, x):
        return self.net(x)
# --- wrong: torch, dropout after the last layer => dropout stands after
import torch.nn as nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_dim, hidden), nn.LayerNorm(hidden), nn.ReLU(), nn.Linear(hidden, out_dim), nn.Dropout(0.1)
        )

    def forward(self, x):
        return self.net(x)
# --- wrong: torch, layer norm of the logits => layer norm stands at the end
import torch.nn as nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_dim, hidden), nn.ReLU(), nn.Dropout(0.1), nn.Linear(hidden, out_dim), nn.LayerNorm(out_dim)
        )

    def forward(self, x):
        return self.net(x)
# --- wrong: torch, layer norm of a single feature => layer norm stands at the end
import torch.nn as nn

class MLP(nn.Module):
    def __init__(self, in_dim, hidden, out_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_dim, hidden), nn.LayerNorm(hidden), nn.ReLU(), nn.Dropout(0.1), nn.Linear(hidden, out_dim)
        )
        self.out = nn.LayerNorm(out_dim) if out_dim < 3 else nn.Identity()

    def forward(self, x):
        return self.out(self.net(x))
