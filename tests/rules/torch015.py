# --- the result is counted along the second axis
import torch
import torch.nn as nn
from torch.nn import GRU

class Net(nn.Module):
    def __init__(self, n, layers):
        super().__init__()
        self.embedding = nn.Embedding(10, 4)
        self.lstm = nn.LSTM(4, 8, num_layers=layers, bidirectional=True)
        self.gru = GRU(4, 8)
        layer = nn.TransformerEncoderLayer(d_model=4, nhead=2)
        self.encoder = nn.TransformerEncoder(layer, num_layers=2)
        self.attention = nn.MultiheadAttention(4, 2)
        self.head = nn.Linear(8, 2)

    def forward(self, ids):
        x = self.embedding(ids)
        out, (h, c) = self.lstm(x)
#                     ^^^^^^^^^^^^ TORCH015
        a = self.head(out[:, -1, :])
        states, _ = self.gru(x)
#                   ^^^^^^^^^^^ TORCH015
        b = states.mean(dim=1)
        y = self.encoder(x)
#           ^^^^^^^^^^^^^^^ TORCH015
        c = self.head(y[:, 0])
        mixed, weights = self.attention(x, x, x)
#                        ^^^^^^^^^^^^^^^^^^^^^^^ TORCH015
        d = mixed.mean(1)
        return a, b, c, d
# --- the sizes are named; the input comes from a layer that is batch first
import torch
import torch.nn as nn

class Block(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.rnn = nn.RNN(dim, dim)
        self.lstm = nn.LSTM(dim, dim, batch_first=True)
        self.mha = nn.MultiheadAttention(dim, 4, dropout=0.1)
        self.norm = nn.LayerNorm(dim)

    def forward(self, x):
        B, T, C = x.shape
        y, _ = self.rnn(x)
#              ^^^^^^^^^^^ TORCH015
        z, _ = self.lstm(x)
        z = self.norm(z)
        w, _ = self.mha(z, z, z)
#              ^^^^^^^^^^^^^^^^^ TORCH015
        return y.view(B, T, C) + w

def attend(x):
    batch_size, seq_len, _ = x.size()
    attention = nn.MultiheadAttention(8, 2)
    out, _ = attention(x, x, x)
#            ^^^^^^^^^^^^^^^^^^ TORCH015
    return out.reshape(batch_size, seq_len, -1)
# --- silent: batch first is said, or the axes are swapped
import torch
import torch.nn as nn

class Net(nn.Module):
    def __init__(self, dim, options):
        super().__init__()
        self.lstm = nn.LSTM(dim, 8, batch_first=True)
        self.gru = nn.GRU(dim, 8, 1, True, True)
        self.rnn = nn.RNN(dim, 8)
        self.any = nn.LSTM(dim, 8, **options)
        self.meant = nn.LSTM(dim, 8, batch_first=False)

    def forward(self, x):
        B, T, C = x.shape
        a, _ = self.lstm(x)
        b, _ = self.gru(x)
        c, _ = self.rnn(x.transpose(0, 1))
        d, _ = self.any(x)
        e, _ = self.meant(x)
        f, _ = self.rnn(x.permute(1, 0, 2))
        return a[:, -1], b[:, -1], c[:, -1], d[:, -1], e[:, -1], f[:, 0]
# --- silent: time comes first, or nothing tells
import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

class Language(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.embedding = nn.Embedding(10, dim)
        self.lstm = nn.LSTM(dim, 8)
        self.attention = nn.MultiheadAttention(dim, 2)
        self.head = nn.Linear(8, 2)

    def forward(self, ids, lengths):
        x = self.embedding(ids)
        out, (h, c) = self.lstm(x)
        last = out[-1] + h[-1] + out.mean(0) + out[:, :4].sum()
        y, _ = self.attention(x, x, x)
        packed = pack_padded_sequence(x, lengths, batch_first=True)
        out, h = self.lstm(packed)
        out, lengths = pad_packed_sequence(out, batch_first=True)
        return self.head(last), self.head(out[:, -1]), y, h[0][:, 0]

def decode(x):
    T, B, C = x.shape
    rnn = nn.GRU(8, 8)
    out, h = rnn(x)
    cell = nn.LSTMCell(8, 8)
    return out.view(T, B, C), h[:, -1], cell(x[0])
# --- silent: other layers of that name
import torch
import tensorflow as tf

class LSTM:
    def __call__(self, x):
        return x, None

def run(x):
    B, T, C = x.shape
    out, _ = LSTM()(x)
    other = tf.keras.layers.LSTM(8)(x)
    return out[:, -1], other[:, -1]
