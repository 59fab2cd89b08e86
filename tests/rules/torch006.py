# --- evaluation at the end of each epoch
import torch

def fit(model, optimizer, loader, val):
    model.train()
    for epoch in range(3):
        for x, y in loader:
            optimizer.zero_grad()
            loss = (model(x) - y).pow(2).mean()
            loss.backward()
            optimizer.step()
        model.eval()
#       ^^^^^^^^^^^^ TORCH006
        with torch.no_grad():
            for x, y in val:
                print(model(x).mean())
# --- in a helper, and train(False)
import torch

def evaluate(net, val):
    net.eval()
#   ^^^^^^^^^^ TORCH006
    with torch.no_grad():
        return sum(net(x).mean().item() for x in val)

def fit(model, optimizer, loader, val):
    for epoch in range(3):
        for x, y in loader:
            optimizer.zero_grad()
            (model(x) - y).pow(2).mean().backward()
            optimizer.step()
        print(evaluate(model, val))
# --- silent: back to training at the top
import torch

def fit(model, optimizer, loader, val):
    for epoch in range(3):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            (model(x) - y).pow(2).mean().backward()
            optimizer.step()
        model.eval()
        with torch.no_grad():
            for x, y in val:
                print(model(x).mean())
# --- silent: back to training after the evaluation, also in a helper
import torch

def evaluate(model, val):
    model.eval()
    with torch.no_grad():
        total = sum(model(x).mean().item() for x in val)
    model.train()
    return total

def fit(model, optimizer, loader, val):
    for epoch in range(3):
        for x, y in loader:
            optimizer.zero_grad()
            (model(x) - y).pow(2).mean().backward()
            optimizer.step()
        print(evaluate(model, val))
# --- silent: another module
import torch

def distill(student, teacher, optimizer, loader):
    for x in loader:
        teacher.eval()
        with torch.no_grad():
            target = teacher(x)
        optimizer.zero_grad()
        (student(x) - target).pow(2).mean().backward()
        optimizer.step()
# --- silent: the mode is restored
import torch

def evaluate(model, val):
    was = model.training
    model.eval()
    with torch.no_grad():
        total = sum(model(x).mean().item() for x in val)
    model.train(was)
    return total

def fit(model, optimizer, loader, val):
    for epoch in range(3):
        for x, y in loader:
            optimizer.zero_grad()
            (model(x) - y).pow(2).mean().backward()
            optimizer.step()
        print(evaluate(model, val))
# --- silent: nothing trains, or a new model each time
import torch

def folds(build, data, val):
    for train in data:
        model = build()
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        for x in train:
            optimizer.zero_grad()
            model(x).mean().backward()
            optimizer.step()
        model.eval()
        print(model(val))

def compare(models, x):
    for model in models:
        model.eval()
        with torch.no_grad():
            print(model(x))
# --- silent: frozen on purpose before the loop
import torch

def finetune(model, optimizer, loader):
    model.eval()
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()
