# What TORCH041 must report, and what it must not. Carets mark the exact place.
# --- dropped requests
import torch
import torch.distributed as dist
from torch.distributed import all_reduce, irecv

def average(model, size):
    for parameter in model.parameters():
        dist.all_reduce(parameter.grad, op=dist.ReduceOp.SUM, async_op=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH041
        parameter.grad /= size

def share(x, y, operations):
    all_reduce(x, async_op=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH041
    torch.distributed.broadcast(x, src=0, async_op=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH041
    irecv(y, src=0)
#   ^^^^^^^^^^^^^^^ TORCH041
    dist.batch_isend_irecv(operations)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH041
    return x + y
# --- requests with a name that nobody uses
import torch.distributed as dist

class Ring:
    def exchange(self, send, receive, left, right):
        sent = dist.isend(send, right)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH041
        received = dist.irecv(receive, left)
        received.wait()
        send.copy_(receive)

def start(x):
    request = dist.all_reduce(x, async_op=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH041
    return x.sum()

def forget_parentheses(x):
    request = dist.all_reduce(x, async_op=True)
    request.wait
#   ^^^^^^^^^^^^ TORCH041
    return x.sum()
# --- waited for, kept or handed on
import torch.distributed as dist

class Reducer:
    def start(self, x):
        self.request = dist.all_reduce(x, async_op=True)

    def finish(self):
        self.request.wait()

def average(model):
    requests = []
    for parameter in model.parameters():
        requests.append(dist.all_reduce(parameter.grad, async_op=True))
    for request in requests:
        request.wait()

def exchange(send, receive):
    sent, received = dist.isend(send, 1), dist.irecv(receive, 1)
    for request in (sent, received):
        request.wait()

def begin(x):
    return dist.all_reduce(x, async_op=True)

def future(x):
    work = dist.all_reduce(x, async_op=True)
    return work.get_future().then(lambda done: done.value()[0])

def polled(x):
    work = dist.irecv(x, 0)
    while not work.is_completed():
        pass
    return x

def nested(x):
    work = dist.all_reduce(x, async_op=True)

    def finish():
        work.wait()

    return finish

def spot(x):
    dist.all_reduce(x, async_op=True).wait()
# --- synchronous, or not surely asynchronous
import torch.distributed as dist

def average(x, overlap, options):
    dist.all_reduce(x)
    dist.all_reduce(x, async_op=False)
    dist.all_reduce(x, async_op=overlap)
    dist.all_reduce(x, **options)
    dist.send(x, 1)
    dist.recv(x, 1)
    dist.barrier()
# --- something else waits for everything
import torch
import torch.distributed as dist

def overlap(x, y):
    dist.all_reduce(x, async_op=True)
    z = y @ y
    torch.cuda.synchronize()
    return x + z

def with_barrier(x):
    work = dist.broadcast(x, 0, async_op=True)
    dist.barrier()
    return x

def coalesced(tensors):
    with dist._coalescing_manager(async_ops=True) as manager:
        for tensor in tensors:
            dist.all_reduce(tensor, async_op=True)
    manager.wait()
def on_a_stream(x, stream):
    with torch.no_grad(), torch.cuda.stream(stream):
        dist.all_reduce(x, async_op=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH041
    return x

def refused(case, x):
    with case.assertRaisesRegex(ValueError, "peer"):
        dist.isend(x, 99)

def on_purpose(x):
    _ = dist.all_reduce(x, async_op=True)
# --- other libraries
from mpi4py import MPI
import torch

def exchange(comm: MPI.Comm, x, robot):
    comm.isend(x, dest=1)
    robot.all_reduce(x, async_op=True)
    return torch.ones(2)
# --- known to be missed: lists that are filled and never gone through, and `async_op` without its name
import torch.distributed as dist

def average(model, group):
    requests = []
    for parameter in model.parameters():
        requests.append(dist.all_reduce(parameter.grad, async_op=True))

def positional(x, group):
    dist.all_reduce(x, dist.ReduceOp.SUM, group, True)
