# --- after the step, before backward; every spelling
import torch
import torch.nn as nn
from torch import nn as tn
from torch.nn.utils import clip_grad_norm_
from torch.nn.utils import clip_grad_value_ as clip

def after(model, loader, optimizer):
    for x, y in loader:
        optimizer.zero_grad()
        (model(x) - y).pow(2).mean().backward()
        optimizer.step()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH023

def before(model, loader, optimizer):
    for x, y in loader:
        optimizer.zero_grad()
        loss = (model(x) - y).pow(2).mean()
        norm = clip_grad_norm_(model.parameters(), max_norm=0.5)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH023
        loss.backward()
        optimizer.step()
        print(norm)

def cleared(model, loader, optimizer):
    for i, (x, y) in enumerate(loader):
        clip(model.parameters(), 0.1)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH023
        optimizer.zero_grad()
        (model(x) - y).pow(2).mean().backward()
        optimizer.step()

class Trainer:
    def __init__(self, model):
        self.model = model
        self.optimizer = torch.optim.Adam(model.parameters())

    def train_step(self, x, y):
        self.optimizer.zero_grad()
        (self.model(x) - y).pow(2).mean().backward()
        self.optimizer.step()
        tn.utils.clip_grad.clip_grad_norm_(self.model.parameters(), 1)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH023
# --- scaled gradients
import torch
from torch.cuda.amp import GradScaler

def train(model, loader, optimizer):
    scaler = GradScaler()
    for x, y in loader:
        optimizer.zero_grad()
        loss = (model(x) - y).pow(2).mean()
        scaler.scale(loss).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH023
        scaler.step(optimizer)
        scaler.update()
# --- silent: in its place, also when the step is late or counted
import torch
from torch.nn.utils import clip_grad_norm_

def train(model, loader, optimizer, use_clip, scaler: torch.amp.GradScaler):
    for x, y in loader:
        optimizer.zero_grad()
        (model(x) - y).pow(2).mean().backward()
        if use_clip:
            clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    for i, (x, y) in enumerate(loader):
        (model(x) - y).pow(2).mean().backward()
        if i % 4 == 3:
            clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
    for x, y in loader:
        optimizer.step()
        optimizer.zero_grad()
        (model(x) - y).pow(2).mean().backward()
        clip_grad_norm_(model.parameters(), 1.0)
    for x, y in loader:
        clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        (model(x) - y).pow(2).mean().backward()
    for x, y in loader:
        loss = (model(x) - y).pow(2).mean()
        optimizer.zero_grad()
        if scaler.is_enabled():
            scaler.scale(loss).backward()
            scaler.unscale_(optimizer)
            clip_grad_norm_(model.parameters(), 1.0)
            scaler.step(optimizer)
            scaler.update()
        else:
            loss.backward()
            clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
# --- silent: in a helper
import torch
from torch.nn.utils import clip_grad_norm_

def limit(model):
    clip_grad_norm_(model.parameters(), 1.0)

def train(model, loader, optimizer):
    for x, y in loader:
        optimizer.zero_grad()
        (model(x) - y).pow(2).mean().backward()
        limit(model)
        optimizer.step()

def update(model, optimizer):
    clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
# --- silent: several networks in turn
import torch
from torch.nn.utils import clip_grad_norm_

def train(actor, critic, batches, actor_optimizer, critic_optimizer):
    for x in batches:
        actor_optimizer.zero_grad()
        critic_optimizer.zero_grad()
        actor(x).mean().backward()
        critic(x).mean().backward()
        clip_grad_norm_(actor.parameters(), 1.0)
        actor_optimizer.step()
        clip_grad_norm_(critic.parameters(), 1.0)
        critic_optimizer.step()
# --- silent: measured, clamped, or clipped by somebody else
import math
import torch
from torch.nn.utils import clip_grad_norm_

def train(model, critic, loader, optimizer, accelerator):
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        accelerator.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        norm = clip_grad_norm_(model.parameters(), float("inf"))
        norm = clip_grad_norm_(model.parameters(), max_norm=math.inf)
        accelerator.clip_grad_norm_(model.parameters(), 1.0)
        for p in critic.parameters():
            p.data.clamp_(-0.01, 0.01)
        print(norm)
# --- silent: the step before it is in the other branch
import torch
from torch.nn.utils import clip_grad_norm_

def train(model, loader, optimizer, scaler: torch.amp.GradScaler, amp, clip, every):
    for i, x in enumerate(loader):
        loss = model(x).mean()
        if amp:
            scaler.scale(loss).backward()
        else:
            loss.backward()
        if i % every == 0:
            if amp:
                scaler.unscale_(optimizer)
                clip_grad_norm_(model.parameters(), clip)
                scaler.step(optimizer)
                scaler.update()
            elif clip:
                clip_grad_norm_(model.parameters(), clip)
                optimizer.step()
            else:
                optimizer.step()
            optimizer.zero_grad()
