"""Trains the network of tutorial 09 in PyTorch, on the clothes that ship, and exports it as ONNX.

    python train_clothes.py FILE        (data/fashion-mnist/clothes.onnx)

Made with torch 2.15.0 on a processor, from seed 0. A small network of today's parts: inverted residuals with depthwise kernels,
hard swish, squeeze and excitation, and a block in groups; batch norms are folded by the export. Its images
were normalised by the mean and deviation of Fashion-MNIST, as is the custom, outside of the network.
"""

import gzip
import sys
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torchvision.ops import Conv2dNormActivation, SqueezeExcitation

warnings.filterwarnings("ignore")
DATA = Path(__file__).resolve().parents[4] / "data" / "fashion-mnist"
MEAN, DEVIATION = 0.286, 0.353
EPOCHS, BATCH, RATE = 3, 100, 4e-3


def read(name, start):
    """The numbers of a file behind its header."""
    return np.frombuffer(gzip.decompress((DATA / name).read_bytes()), np.uint8, offset=start)


def examples(name):
    pixels = torch.tensor(read(f"{name}-images-idx3-ubyte.gz", 16)).reshape(-1, 1, 28, 28)
    return (pixels / 255 - MEAN) / DEVIATION, torch.tensor(read(f"{name}-labels-idx1-ubyte.gz", 8)).long()


class Inverted(nn.Module):
    """MobileNetV3's block: wide inside, a kernel for each channel, a gate for each channel, narrow outside."""

    def __init__(self, inputs, wide, outputs, stride):
        super().__init__()
        self.block = nn.Sequential(
            Conv2dNormActivation(inputs, wide, 1, activation_layer=nn.Hardswish),
            Conv2dNormActivation(wide, wide, 3, stride, groups=wide, activation_layer=nn.Hardswish),
            SqueezeExcitation(wide, wide // 4, scale_activation=nn.Hardsigmoid),
            Conv2dNormActivation(wide, outputs, 1, activation_layer=None))
        self.same = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.block(x) if self.same else self.block(x)


class Grouped(nn.Module):
    """ResNeXt's block: a convolution in groups between two of all channels."""

    def __init__(self, channels, groups):
        super().__init__()
        self.block = nn.Sequential(
            Conv2dNormActivation(channels, channels, 1),
            Conv2dNormActivation(channels, channels, 3, groups=groups),
            Conv2dNormActivation(channels, channels, 1, activation_layer=None))

    def forward(self, x):
        return (x + self.block(x)).relu()


def network():
    return nn.Sequential(
        Conv2dNormActivation(1, 12, 3, 2, activation_layer=nn.Hardswish),
        Inverted(12, 36, 12, 1), Inverted(12, 48, 24, 2), Grouped(24, 6), Inverted(24, 72, 40, 2),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(40, 64), nn.Hardswish(), nn.Dropout(0.1), nn.Linear(64, 10))


def train(model, images, labels):
    steps = EPOCHS * len(images) // BATCH
    optimiser = torch.optim.AdamW(model.parameters(), RATE, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, steps)
    for epoch in range(EPOCHS):
        model.train()
        total = 0
        for batch in torch.randperm(len(images)).split(BATCH):
            optimiser.zero_grad()
            loss = nn.functional.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch) / len(images)
        print(f"epoch {epoch + 1}: loss {total:.3f}", flush=True)


if __name__ == "__main__":
    torch.manual_seed(0)
    torch.set_num_threads(2)
    model = network()
    train(model, *examples("train-first-20000"))
    model.eval()
    with torch.no_grad():
        images, labels = examples("t10k")
        right = torch.cat([model(some).argmax(1) for some in images.split(1000)]) == labels
    print(f"{100 * right.float().mean():.2f} % of {len(labels)} test images,",
          sum(parameter.numel() for parameter in model.parameters()), "parameters")
    torch.onnx.export(model, (images[:1],), sys.argv[1], dynamo=False, opset_version=17, input_names=["images"],
                      output_names=["logits"], dynamic_axes={"images": {0: "batch"}, "logits": {0: "batch"}})
