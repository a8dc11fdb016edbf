"""What DeviceSpeed measures, by PyTorch in Python on the same device: images per second, as a Markdown table.

    python device_speed.py [IMAGES [NETWORKS]]

Needs torch alone. Training is Adam, 1e-3, batches of 128, on images that lie on the host as bytes, as the toolkit's do; every
batch crosses to the device. Capture is what the toolkit's adds up, for fully connected and convolutional layers: the products
of the columns that each map reads, with a one beside them, in float64. One run that does not count comes first.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
BATCH = 128
torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False  # as NVIDIA_TF32_OVERRIDE=0 has it


class Block(nn.Module):
    """A basic or bottleneck block; shortcuts of zeros for ResNet-20, of projections else."""

    def __init__(self, inputs, width, stride, bottleneck=False, zeros=False):
        super().__init__()
        outputs = 4 * width if bottleneck else width
        sizes = [(inputs, width, 1, 1), (width, width, 3, stride), (width, outputs, 1, 1)] if bottleneck else [
            (inputs, width, 3, stride), (width, outputs, 3, 1)]
        self.maps = nn.ModuleList(nn.Conv2d(a, b, k, s, k // 2, bias=False) for a, b, k, s in sizes)
        self.norms = nn.ModuleList(nn.BatchNorm2d(b) for _, b, _, _ in sizes)
        self.stride, self.more = stride, outputs - inputs
        self.shortcut = None if zeros or (stride == 1 and inputs == outputs) else nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = x
        for place, (conv, norm) in enumerate(zip(self.maps, self.norms)):
            y = norm(conv(y))
            y = F.relu(y) if place + 1 < len(self.maps) else y
        if self.shortcut is not None:
            x = self.shortcut(x)
        elif self.more or self.stride > 1:
            x = F.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, self.more // 2, self.more - self.more // 2))
        return F.relu(x + y)


def lenet5(share):
    a, b, c, d = (max(1, round(share * n)) for n in (6, 16, 120, 84))
    return nn.Sequential(nn.Conv2d(1, a, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(a, b, 5), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Flatten(), nn.Linear(25 * b, c), nn.ReLU(), nn.Linear(c, d), nn.ReLU(), nn.Linear(d, 10))


def resnet20(share):
    widths = [max(1, round(share * n)) for n in (16, 32, 64)]
    layers, channels = [nn.Conv2d(3, widths[0], 3, padding=1, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU()], widths[0]
    for stage, width in enumerate(widths):
        for block in range(3):
            layers.append(Block(channels, width, 2 if stage and not block else 1, zeros=True))
            channels = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 10))


def vgg16(share):
    layers, channels = [], 3
    for width in (64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0):
        if width:
            width = round(share * width)
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.BatchNorm2d(width), nn.ReLU()]
            channels = width
        else:
            layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels, 10))


def resnet50(share):
    first = round(64 * share)
    layers, channels = [nn.Conv2d(3, first, 7, 2, 3, bias=False), nn.BatchNorm2d(first), nn.ReLU(), nn.MaxPool2d(3, 2, 1)], first
    for stage, blocks in enumerate((3, 4, 6, 3)):
        width = round((64 << stage) * share)
        for block in range(blocks):
            layers.append(Block(channels, width, 2 if stage and not block else 1, bottleneck=True))
            channels = 4 * width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 1000))


NETWORKS = {"LeNet5": (lenet5, (1, 28, 28), 1), "ResNet-20": (resnet20, (3, 32, 32), 1), "VGG-16": (vgg16, (3, 32, 32), 1),
            "ResNet-50 at 224": (resnet50, (3, 224, 224), 8)}


def batches(images, labels):
    for start in range(0, len(images), BATCH):
        yield images[start:start + BATCH].to(DEVICE).float() / 255, labels[start:start + BATCH].to(DEVICE)


def train(network, images, labels):
    network.train()
    optimiser = torch.optim.Adam(network.parameters(), 1e-3)
    for x, y in batches(images, labels):
        optimiser.zero_grad()
        F.cross_entropy(network(x), y).backward()
        optimiser.step()


def evaluate(network, images, labels):
    network.eval()
    with torch.no_grad():
        return sum((network(x).argmax(1) == y).sum().item() for x, y in batches(images, labels))


def capture(network, images, labels):
    """Sums of products of every map's columns, over one position of each image, in float64."""
    sums, network = {}, network.eval()

    def add(layer, inputs, outputs):
        x, y = inputs[0], outputs
        if isinstance(layer, nn.Conv2d):
            row, column = y.shape[2] // 2, y.shape[3] // 2
            k, s, p = layer.kernel_size[0], layer.stride[0], layer.padding[0]
            x = F.pad(x, (p, p, p, p))[:, :, row * s:row * s + k, column * s:column * s + k].flatten(1)
            y = y[:, :, row, column]
        z = torch.cat([x, y], 1).double()
        sums[layer] = sums.get(layer, 0) + z.T @ z

    hooks = [layer.register_forward_hook(add) for layer in network.modules() if isinstance(layer, (nn.Conv2d, nn.Linear))]
    with torch.no_grad():
        for x, _ in batches(images, labels):
            network(x)
    for hook in hooks:
        hook.remove()
    return [value.cpu() for value in sums.values()]


def seconds(work, *arguments):
    for timed in (False, True):
        begun = time.perf_counter()
        work(*arguments)
        if DEVICE.type == "cuda":
            torch.cuda.synchronize()
        if timed:
            return time.perf_counter() - begun


def main(arguments):
    count = int(arguments[0]) if arguments else 2000
    networks = int(arguments[1]) if len(arguments) > 1 else len(NETWORKS)
    print(f"PyTorch {torch.__version__} in Python on {torch.cuda.get_device_name() if DEVICE.type == 'cuda' else 'cpu'}\n")
    print("| network | training | capture | evaluation | retraining at half the nodes |\n|---|---|---|---|---|")
    for name, (make, shape, one_in) in list(NETWORKS.items())[:networks]:
        torch.manual_seed(0)
        number = max(1, count // one_in)
        images = torch.randint(0, 256, (number, *shape), dtype=torch.uint8)
        labels = torch.randint(0, 10, (number,))
        whole, half = make(1).to(DEVICE), make(0.5).to(DEVICE)
        work = [(train, whole), (capture, whole), (evaluate, whole), (train, half)]
        print(f"| {name} | " + " | ".join(f"{number / seconds(f, n, images, labels):,.0f}" for f, n in work) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
