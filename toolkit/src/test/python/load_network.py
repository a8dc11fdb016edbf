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
        some = images[:, :, :: self.stride, :: self.stride]
        padded = torch.cat([some, torch.zeros_like(some[:, :1])], 1)  # -1 is the last channel
        return padded[:, self.source]


class GlobalAveragePool(nn.Module):
    def forward(self, images):
        return images.flatten(2).mean(2)


class Normalisation(nn.Module):
    def __init__(self, mean, deviation):
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(1, -1, 1, 1), persistent=False)
        self.register_buffer("deviation", torch.tensor(deviation).view(1, -1, 1, 1), persistent=False)

    def forward(self, images):
        return (images - self.mean) / self.deviation


def convolution(o, inputs, outputs, groups=1):
    return nn.Conv2d(inputs, outputs, o["kernel"], o["stride"], o["padding"], groups=groups, bias=o["bias"])


OPERATIONS = {
    "Add": lambda o: Add(),
    "AveragePool": lambda o: nn.AvgPool2d(o["window"], o["stride"]),
    "BatchNorm": lambda o: BatchNorm(o["channels"]),
    "ChannelMap": lambda o: ChannelMap(o["stride"], o["source"]),
    "Concatenation": lambda o: Concatenation(),
    "Convolution": lambda o: convolution(o, o["inputs"], o["outputs"]),
    "DepthwiseConvolution": lambda o: convolution(o, o["channels"], o["channels"], o["channels"]),
    "Dropout": lambda o: nn.Dropout(o["rate"]),
    "Flatten": lambda o: nn.Flatten(),
    "FullyConnected": lambda o: nn.Linear(o["inputs"], o["outputs"], o["bias"]),
    "GlobalAveragePool": lambda o: GlobalAveragePool(),
    "MaxPool": lambda o: nn.MaxPool2d(o["window"], o["stride"], o["padding"]),
    "Normalisation": lambda o: Normalisation(o["mean"], o["deviation"]),
    "Relu": lambda o: nn.ReLU(),
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
