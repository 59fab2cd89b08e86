# --- at the top of the epoch, of the batch, between backward and step
import torch
import torch.optim as optim
from torch.optim import lr_scheduler
from torch.optim.lr_scheduler import CosineAnnealingLR, OneCycleLR, StepLR

def top_of_epoch(model, loader):
    optimizer = optim.Adam(model.parameters())
    scheduler = lr_scheduler.StepLR(optimizer, 10)
    for epoch in range(10):
        scheduler.step()
#       ^^^^^^^^^^^^^^^^ TORCH022
        for x, y in loader:
            optimizer.zero_grad()
            (model(x) - y).pow(2).mean().backward()
            optimizer.step()

def top_of_batch(model, loader):
    optimizer = optim.Adam(model.parameters())
    schedule = OneCycleLR(optimizer, 0.1, 100)
    for epoch in range(10):
        for x, y in loader:
            schedule.step()
#           ^^^^^^^^^^^^^^^ TORCH022
            optimizer.zero_grad()
            (model(x) - y).pow(2).mean().backward()
            optimizer.step()

def between(model, loader, scaler: torch.amp.GradScaler):
    optimizer = optim.Adam(model.parameters())
    cosine = CosineAnnealingLR(optimizer, 100)
    for x, y in loader:
        optimizer.zero_grad()
        scaler.scale((model(x) - y).pow(2).mean()).backward()
        with torch.no_grad():
            cosine.step()
#           ^^^^^^^^^^^^^ TORCH022
        scaler.step(optimizer)
        scaler.update()
# --- parameters, attributes, helpers
import torch
from torch.optim.lr_scheduler import StepLR

def train(model, loader, optimizer, lr_scheduler):
    for epoch in range(10):
        lr_scheduler.step()
#       ^^^^^^^^^^^^^^^^^^^ TORCH022
        train_epoch(model, loader, optimizer)

def train_epoch(model, loader, optimizer):
    for x, y in loader:
        optimizer.zero_grad()
        (model(x) - y).pow(2).mean().backward()
        optimizer.step()

class Trainer:
    def __init__(self, model):
        self.model = model
        self.optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        self.scheduler = StepLR(self.optimizer, 10)

    def fit(self, loader):
        for epoch in range(3):
            self.scheduler.step()
#           ^^^^^^^^^^^^^^^^^^^^^ TORCH022
            for x, y in loader:
                self.optimizer.zero_grad()
                (self.model(x) - y).pow(2).mean().backward()
                self.optimizer.step()
# --- silent: after the optimizer
import torch
from torch.optim.lr_scheduler import StepLR

def train(model, loader, optimizer, scheduler):
    for epoch in range(10):
        for x, y in loader:
            optimizer.zero_grad()
            (model(x) - y).pow(2).mean().backward()
            optimizer.step()
            scheduler.step()
    for epoch in range(10):
        for i, (x, y) in enumerate(loader):
            (model(x) - y).pow(2).mean().backward()
            if i % 4 == 3:
                optimizer.step()
                optimizer.zero_grad()
        scheduler.step()
# --- silent: not in the first round; told where it is; plateau
import torch
from torch.optim.lr_scheduler import ReduceLROnPlateau, StepLR

def train(model, loader, validate):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = StepLR(optimizer, 10)
    plateau = ReduceLROnPlateau(optimizer)
    for epoch in range(10):
        if epoch > 0:
            scheduler.step()
        plateau.step(validate(model))
        scheduler.step(epoch)
        for x, y in loader:
            optimizer.zero_grad()
            (model(x) - y).pow(2).mean().backward()
            optimizer.step()
# --- silent: no training; resumed; a warm-up before
import torch
from torch.optim.lr_scheduler import StepLR

def draw(model):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = StepLR(optimizer, 10)
    rates = []
    for _ in range(100):
        rates.append(scheduler.get_last_lr())
        scheduler.step()
    return rates

def resume(model, loader, start, warm_up):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = StepLR(optimizer, 10)
    for _ in range(start):
        scheduler.step()
    (model(warm_up)).pow(2).mean().backward()
    optimizer.step()
    for x, y in loader:
        scheduler.step()
        optimizer.zero_grad()
        (model(x) - y).pow(2).mean().backward()
        optimizer.step()
# --- silent: other things that step
import torch

def diffuse(unet, scheduler, latents, optimizer, env, profiler, loader):
    for t in scheduler.timesteps:
        noise = unet(latents, t)
        latents = scheduler.step(noise, t, latents).prev_sample
        optimizer.zero_grad()
        latents.mean().backward()
        optimizer.step()
    for x in loader:
        profiler.step()
        env.step(x)
        optimizer.zero_grad()
        x.mean().backward()
        optimizer.step()
# --- silent: the schedule of another optimizer
import torch
from torch.optim.lr_scheduler import StepLR

def adversarial(generator, critic, loader):
    first = torch.optim.Adam(generator.parameters())
    second = torch.optim.Adam(critic.parameters())
    schedule = StepLR(first, 10)
    for x in loader:
        first.zero_grad()
        critic(generator(x)).mean().backward()
        first.step()
        schedule.step()
        second.zero_grad()
        critic(x).mean().backward()
        second.step()
