"""A network saved by MIPP's save(file, network) as a PyTorch module, pruned or not. Needs torch and safetensors.

    network = load_network("pruned.safetensors")

From a shell: load_network.py NETWORK.safetensors INPUTS.npz OUTPUTS.npz runs the array "images" of shape
[images, channels, height, width], numbers from 0 to 1, and writes the array "logits" of shape [images, classes].
"""

import json
import sys

import numpy
import torch
from safetensors import safe_open
from torch import nn


class Add(nn.Module):
    def forward(self, *inputs):
        return sum(inputs[1:], inputs[0])


class Concatenation(nn.Module):
    def forward(self, *inputs):
        return torch.cat(inputs, 1)


class BatchNorm(nn.modules.batchnorm._BatchNorm):
    """Of images and of vectors alike."""

    def _check_input_dim(self, input):
        pass


class ChannelMap(nn.Module):
    """Takes every n-th pixel and moves channels to other places; -1 stands for a channel of zeros."""

    def __init__(self, stride, source):
        super().__init__()
        self.stride = stride
        self.source = source

    def forward(self, images):
        some = images if self.stride == 1 else images[:, :, :: self.stride, :: self.stride]
        padded = torch.cat([some, torch.zeros_like(some[:, :1])], 1)  # -1 is the last channel
        return padded[:, self.source]


class GlobalAveragePool(nn.Module):
    def forward(self, images):
        return images.flatten(2).mean(2)


class GlobalMaxPool(nn.Module):
    def forward(self, images):
        return images.flatten(2).amax(2)


class Multiply(nn.Module):
    """One number a channel multiplies all its pixels."""

    def forward(self, *inputs):
        axes = max(array.dim() for array in inputs)
        product = 1
        for array in inputs:
            product = product * array.reshape(array.shape + (1,) * (axes - array.dim()))
        return product


class Scale(nn.Module):
    def __init__(self, channels, bias):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.register_parameter("bias", nn.Parameter(torch.zeros(channels)) if bias else None)

    def forward(self, values):
        shape = (-1,) + (1,) * (values.dim() - 2)
        scaled = values * self.weight.view(shape)
        return scaled if self.bias is None else scaled + self.bias.view(shape)


class LayerNorm(nn.LayerNorm):
    """Over the channels, at every pixel by itself."""

    def forward(self, values):
        return super().forward(values.movedim(1, -1)).movedim(-1, 1)


class Pad(nn.Module):
    MODES = {"CONSTANT": "constant", "REFLECT": "reflect", "EDGE": "replicate"}

    def __init__(self, padding, mode, value):
        super().__init__()
        self.padding = padding
        self.mode = self.MODES[mode]
        self.value = value

    def forward(self, images):
        return pad(images, self.padding, self.mode, self.value)


class Resize(nn.Module):
    def __init__(self, size, mode):
        super().__init__()
        self.size = size
        self.mode = mode.lower()

    def forward(self, images):
        return nn.functional.interpolate(images, size=self.size, mode=self.mode)


class AveragePool(nn.Module):
    """Padding that is not the same on both sides is added first; the mean is then divided by the share of what counts."""

    def __init__(self, window, stride, padding, ceil, count_padding):
        super().__init__()
        self.window, self.stride, self.padding = window, stride, padding
        self.ceil, self.count_padding = ceil, count_padding

    def forward(self, images):
        top, left, bottom, right = self.padding
        if top == bottom and left == right:
            return nn.functional.avg_pool2d(
                images, self.window, self.stride, (top, left), self.ceil, self.count_padding)
        share = pad(torch.ones_like(images[:1, :1]), self.padding, value=float(self.count_padding))
        beyond = overhang(images, self.window, self.stride, self.padding, self.ceil)
        padded = pad(pad(images, self.padding), beyond)
        return (nn.functional.avg_pool2d(padded, self.window, self.stride)
                / nn.functional.avg_pool2d(pad(share, beyond), self.window, self.stride))


class MaxPool(nn.Module):
    def __init__(self, window, stride, padding, ceil):
        super().__init__()
        self.window, self.stride, self.padding, self.ceil = window, stride, padding, ceil

    def forward(self, images):
        top, left, bottom, right = self.padding
        if top == bottom and left == right:
            return nn.functional.max_pool2d(images, self.window, self.stride, (top, left), ceil_mode=self.ceil)
        beyond = overhang(images, self.window, self.stride, self.padding, self.ceil)
        padded = pad(pad(images, self.padding, value=-torch.inf), beyond, value=-torch.inf)
        return nn.functional.max_pool2d(padded, self.window, self.stride)


class Convolution(nn.Conv2d):
    """With padding of its own for every side."""

    def __init__(self, o, inputs, outputs, groups):
        super().__init__(
            inputs, outputs, sides(o["kernel"]), sides(o["stride"]), dilation=sides(o.get("dilation", 1)),
            groups=groups, bias=o["bias"])
        self.around = around(o["padding"])

    def forward(self, images):
        return super().forward(pad(images, self.around))


class Normalisation(nn.Module):
    def __init__(self, mean, deviation):
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(1, -1, 1, 1), persistent=False)
        self.register_buffer("deviation", torch.tensor(deviation).view(1, -1, 1, 1), persistent=False)

    def forward(self, images):
        return (images - self.mean) / self.deviation


class Pointwise(nn.Module):
    """A function of every value; some have constants."""

    KINDS = {
        "CLIP": lambda x, alpha, beta: x.clamp(alpha, beta),
        "LEAKY_RELU": lambda x, alpha, beta: nn.functional.leaky_relu(x, alpha),
        "ELU": lambda x, alpha, beta: nn.functional.elu(x, alpha),
        "SILU": lambda x, alpha, beta: nn.functional.silu(x),
        "HARD_SWISH": lambda x, alpha, beta: nn.functional.hardswish(x),
        "HARD_SIGMOID": lambda x, alpha, beta: (alpha * x + beta).clamp(0, 1),
        "GELU": lambda x, alpha, beta: nn.functional.gelu(x),
        "GELU_TANH": lambda x, alpha, beta: nn.functional.gelu(x, approximate="tanh"),
        "SIGMOID": lambda x, alpha, beta: torch.sigmoid(x),
        "TANH": lambda x, alpha, beta: torch.tanh(x),
    }

    def __init__(self, kind, alpha, beta):
        super().__init__()
        self.function = self.KINDS[kind]
        self.alpha = alpha
        self.beta = beta

    def forward(self, values):
        return self.function(values, self.alpha, self.beta)


def pad(images, padding, mode="constant", value=0):
    top, left, bottom, right = padding
    if mode == "constant":
        return nn.functional.pad(images, (left, right, top, bottom), mode, value)
    return nn.functional.pad(images, (left, right, top, bottom), mode)


def sides(numbers):
    """Height and width, which the file gives as one number if they are equal."""
    return tuple(numbers) if isinstance(numbers, list) else (numbers, numbers)


def around(numbers):
    """Padding at the top, left, bottom and right, which the file gives as one number if all are equal."""
    return tuple(numbers) if isinstance(numbers, list) else (numbers,) * 4


def overhang(images, window, stride, padding, ceil):
    """How far the last windows reach beyond the padded image below and to the right."""
    beyond = []
    for axis, (before, after) in enumerate([(padding[0], padding[2]), (padding[1], padding[3])]):
        room = images.shape[2 + axis] + before + after - window[axis]
        steps = room // stride[axis] + 1
        if ceil and room % stride[axis] and steps * stride[axis] < images.shape[2 + axis] + before:
            steps += 1
        beyond.append(max(0, (steps - 1) * stride[axis] - room))
    return 0, 0, beyond[0], beyond[1]


OPERATIONS = {
    "Add": lambda o: Add(),
    "AveragePool": lambda o: AveragePool(
        sides(o["window"]), sides(o["stride"]), around(o.get("padding", 0)), o.get("ceil", False),
        o.get("countPadding", True)),
    "BatchNorm": lambda o: BatchNorm(o["channels"]),
    "ChannelMap": lambda o: ChannelMap(o["stride"], o["source"]),
    "Concatenation": lambda o: Concatenation(),
    "Convolution": lambda o: Convolution(o, o["inputs"], o["outputs"], 1),
    "DepthwiseConvolution": lambda o: Convolution(o, o["channels"], o["channels"], o["channels"]),
    "Dropout": lambda o: nn.Dropout(o["rate"]),
    "Flatten": lambda o: nn.Flatten(),
    "FullyConnected": lambda o: nn.Linear(o["inputs"], o["outputs"], o["bias"]),
    "GlobalAveragePool": lambda o: GlobalAveragePool(),
    "GlobalMaxPool": lambda o: GlobalMaxPool(),
    "GroupNorm": lambda o: nn.GroupNorm(o["groups"], o["channels"], o["epsilon"]),
    "GroupedConvolution": lambda o: Convolution(o, o["inputs"], o["outputs"], o["groups"]),
    "LayerNorm": lambda o: LayerNorm(o["channels"], o["epsilon"]),
    "LocalResponseNorm": lambda o: nn.LocalResponseNorm(o["size"], o["alpha"], o["beta"], o["k"]),
    "MaxPool": lambda o: MaxPool(
        sides(o["window"]), sides(o["stride"]), around(o["padding"]), o.get("ceil", False)),
    "Multiply": lambda o: Multiply(),
    "Normalisation": lambda o: Normalisation(o["mean"], o["deviation"]),
    "Pad": lambda o: Pad(around(o["padding"]), o["mode"], o["value"]),
    "Pointwise": lambda o: Pointwise(o["kind"], o["alpha"], o["beta"]),
    "Relu": lambda o: nn.ReLU(),
    "Resize": lambda o: Resize(sides(o["size"]), o["mode"]),
    "Scale": lambda o: Scale(o["channels"], o["bias"]),
    "Softmax": lambda o: nn.Softmax(1),
    "Unflatten": lambda o: nn.Unflatten(1, (-1, 1, 1)),
}


class Network(nn.Module):
    """The layers in order, each reading the outputs that it names. Parameters have the names that the file gives them."""

    def __init__(self, architecture):
        super().__init__()
        self.plan = [(layer["name"], layer["inputs"]) for layer in architecture["layers"]]
        for layer in architecture["layers"]:
            *parents, own = layer["name"].split(".")
            module = self
            for parent in parents:  # a name with dots is a path, as everywhere in PyTorch
                if parent not in dict(module.named_children()):
                    module.add_module(parent, nn.Module())
                module = module.get_submodule(parent)
            module.add_module(own, OPERATIONS[layer["operation"]["type"]](layer["operation"]))

    def forward(self, images):
        outputs = {"input": images}
        for name, inputs in self.plan:
            outputs[name] = self.get_submodule(name)(*(outputs[read] for read in inputs))
        return outputs[self.plan[-1][0]]


def load_network(file):
    """Builds the network and loads its weights strictly; in evaluation mode."""
    with safe_open(file, framework="pt") as opened:
        architecture = json.loads(opened.metadata()["mipp.architecture"])
        weights = {name: opened.get_tensor(name) for name in opened.keys()}
    network = Network(architecture)
    network.load_state_dict(weights, strict=True)
    return network.eval()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    network_file, inputs_file, outputs_file = sys.argv[1:]
    images = torch.from_numpy(numpy.load(inputs_file)["images"])
    with torch.no_grad():
        logits = load_network(network_file)(images)
    numpy.savez(outputs_file, logits=logits.numpy())
    print("torch", torch.__version__)
