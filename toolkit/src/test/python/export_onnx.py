"""Writes the small ONNX files that the tests read: networks exported by PyTorch, and graphs as other programs put them.

    python export_onnx.py FOLDER        (toolkit/src/test/resources/org/mipp/network/onnx)

Made with torch 2.15.0, torchvision 0.29.2, onnx 1.23.2 and onnxscript 0.7.2. All weights are random, from seed 0.
"""

import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torchvision.models import convnext, densenet, efficientnet, mobilenetv2, mobilenetv3, regnet, resnet, shufflenetv2, squeezenet

warnings.filterwarnings("ignore")
FOLDER = Path(sys.argv[1])
IMAGES = torch.zeros(1, 3, 16, 16)


def lively(model):
    """Batch norms that have seen something."""
    torch.manual_seed(0)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            for tensor in (module.weight.data, module.bias.data, module.running_mean, module.running_var):
                tensor.uniform_(0.5, 1.5)
    return model.eval()


def export(name, model, images=IMAGES, dynamo=False, **options):
    torch.manual_seed(0)
    names = {"input_names": ["images"], "output_names": ["logits"]}
    if dynamo:
        names |= {"external_data": False, "verbose": False}
    else:
        names |= {"dynamic_axes": {"images": {0: "batch"}, "logits": {0: "batch"}}}
    torch.onnx.export(lively(model), (images,), FOLDER / f"{name}.onnx", dynamo=dynamo, **names, **options)
    model = onnx.load(FOLDER / f"{name}.onnx")
    for node in model.graph.node:                       # stack traces, which are large and name folders
        node.doc_string = ""
        del node.metadata_props[:]
    del model.graph.value_info[:]
    del model.graph.metadata_props[:]
    del model.metadata_props[:]
    check(name, model)


def check(name, model):
    for value in [*model.graph.input, *model.graph.output]:
        value.ClearField("metadata_props")
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, FOLDER / f"{name}.onnx")
    print(name, (FOLDER / f"{name}.onnx").stat().st_size, "bytes")


def small_resnet():
    model = resnet.ResNet(resnet.BasicBlock, [1, 1, 1, 1], num_classes=5)
    narrow(model, 32)
    return model


def narrow(model, divisor):
    """The same network with a fraction of the channels, except those of the images and classes."""
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Conv2d):
                inputs = child.in_channels if child.in_channels <= 3 else child.in_channels // divisor
                groups = inputs if child.groups == child.in_channels and child.groups > 1 else child.groups
                setattr(parent, name, nn.Conv2d(inputs, child.out_channels // divisor, child.kernel_size, child.stride,
                                                child.padding, groups=groups, bias=child.bias is not None))
            elif isinstance(child, nn.BatchNorm2d):
                setattr(parent, name, nn.BatchNorm2d(child.num_features // divisor, eps=child.eps))
            elif isinstance(child, nn.Linear):
                setattr(parent, name, nn.Linear(child.in_features // divisor, child.out_features))


class Views(nn.Module):
    """Flattening that computes its shape, a global mean by hand, a fully connected layer without a bias."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 6, 3))
        self.norm = nn.BatchNorm2d(6, eps=1e-3)
        self.hidden = nn.Linear(6 * 6 * 6, 8, bias=False)
        self.columns = nn.BatchNorm1d(8)
        self.drop = nn.Dropout(0.5)
        self.last = nn.Linear(8, 5)

    def forward(self, images):
        x = self.norm(self.features(images))
        x = self.hidden(x.view(x.size(0), -1))
        return self.last(self.drop(self.columns(x).relu()))


class Shuffled(nn.Module):
    """Halves of channels, one of them convolved, and a shuffle: what ShuffleNet V2 does."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.branch = nn.Sequential(nn.Conv2d(4, 4, 1), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 4, 3, 1, 1, groups=4))
        self.fc = nn.Linear(8, 5)

    def forward(self, images):
        one, two = self.stem(images).relu().chunk(2, dim=1)
        x = shufflenetv2.channel_shuffle(torch.cat((one, self.branch(two)), dim=1), 2)
        return self.fc(x.mean([2, 3]))


class Dense(nn.Module):
    """What a dense block does, and a pool over the whole image."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3, padding=1)
        self.layers = nn.ModuleList([densenet._DenseLayer(4 + 3 * i, 3, 2, 0.0) for i in range(2)])
        self.transition = densenet._Transition(10, 6)
        self.pool = nn.AvgPool2d(8)
        self.fc = nn.Linear(6, 5)

    def forward(self, images):
        features = [self.stem(images)]
        for layer in self.layers:
            features.append(layer(features))
        return self.fc(torch.flatten(self.pool(self.transition(torch.cat(features, 1)).relu()), 1))


class Inverted(nn.Module):
    """MobileNet's block with plain rectifiers, and a padded shortcut of option A."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.block = mobilenetv2.InvertedResidual(4, 4, 1, 2, norm_layer=nn.BatchNorm2d)
        self.block.apply(self.plain)
        self.wide = nn.Conv2d(4, 8, 3, stride=2, padding=1)
        self.fc = nn.Linear(8, 5)

    @staticmethod
    def plain(module):
        for name, child in module.named_children():
            if isinstance(child, nn.ReLU6):
                setattr(module, name, nn.ReLU())

    def forward(self, images):
        x = self.block(self.stem(images))
        y = nn.functional.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, 2, 2))
        return self.fc((self.wide(x) + y).relu().mean((2, 3)))


class Functions(nn.Module):
    """Every function of one number, each behind a convolution."""

    def __init__(self):
        super().__init__()
        functions = [nn.Hardswish(), nn.SiLU(), nn.GELU(), nn.GELU(approximate="tanh"), nn.Hardsigmoid(), nn.LeakyReLU(0.1),
                     nn.ELU(0.7), nn.Tanh(), nn.Sigmoid(), nn.ReLU6()]
        self.stem = nn.Conv2d(3, 4, 3, stride=2)
        self.body = nn.Sequential(*[nn.Sequential(nn.Conv2d(4, 4, 1), function) for function in functions])
        self.fc = nn.Linear(4, 5)

    def forward(self, images):
        return self.fc(self.body(4 * self.stem(images)).mean((2, 3)))


class Excited(nn.Module):
    """Squeeze and excitation of EfficientNet (sigmoid, SiLU) and of MobileNetV3 (hard sigmoid, hard swish)."""

    def __init__(self):
        super().__init__()
        one = efficientnet.MBConvConfig(2, 3, 1, 8, 8, 1)
        two = mobilenetv3.InvertedResidualConfig(8, 5, 16, 8, True, "HS", 2, 1, 1)
        self.stem = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.one = efficientnet.MBConv(one, 0.0, nn.BatchNorm2d)
        self.two = mobilenetv3.InvertedResidual(two, nn.BatchNorm2d)
        self.classifier = nn.Sequential(nn.Linear(8, 6), nn.Hardswish(), nn.Dropout(0.2), nn.Linear(6, 5))

    def forward(self, images):
        return self.classifier(self.two(self.one(self.stem(images))).mean((2, 3)))


class Fire(nn.Module):
    """SqueezeNet: pools that round up, and no linear map at the end."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 6, 3, stride=2), nn.ReLU(), nn.MaxPool2d(3, 2, ceil_mode=True),
                                      squeezenet.Fire(6, 3, 4, 4), nn.AvgPool2d(3, 2, 1, ceil_mode=True))
        self.classifier = nn.Sequential(nn.Dropout(0.5), nn.Conv2d(8, 5, 1), nn.ReLU(), nn.AdaptiveAvgPool2d((1, 1)))

    def forward(self, images):
        return torch.flatten(self.classifier(self.features(images)), 1)


class Next(nn.Module):
    """ConvNeXt: maps of the channels at every position between permutes, layer norm, layer scale."""

    def __init__(self):
        super().__init__()
        norm = convnext.partial(convnext.LayerNorm2d, eps=1e-6)
        self.features = nn.Sequential(nn.Conv2d(3, 4, 4, 4), norm(4), convnext.CNBlock(4, 0.5, 0.0),
                                      norm(4), nn.Conv2d(4, 6, 2, 2), convnext.CNBlock(6, 0.5, 0.0))
        self.classifier = nn.Sequential(norm(6), nn.Flatten(1), nn.Linear(6, 5))

    def forward(self, images):
        return self.classifier(nn.functional.adaptive_avg_pool2d(self.features(images), 1))


class Mixed(nn.Module):
    """Groups, windows that are not square, norms over channels, padding and scaling of images, a softmax inside."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.ReflectionPad2d((1, 0, 2, 1)), nn.Conv2d(3, 8, (3, 2), (2, 1), (0, 1), (1, 2)), nn.ReLU())
        self.grouped = nn.Sequential(nn.Conv2d(8, 8, 3, padding=1, groups=2), nn.GroupNorm(4, 8))
        self.sized = nn.Sequential(nn.Upsample(scale_factor=2), nn.AvgPool2d((3, 2), 2, (1, 0), count_include_pad=False),
                                   nn.Upsample(size=(5, 6), mode="bilinear"), nn.ConstantPad2d(1, 0.5))
        self.attention = nn.Conv2d(8, 8, 1)
        self.fc = nn.Linear(8, 5)

    def forward(self, images):
        x = self.sized(self.grouped(self.stem(images)))
        return self.fc((x * self.attention(x).softmax(1)).amax((2, 3)))


class Groups(nn.Module):
    """A block of ResNeXt and one of RegNet, with squeeze and excitation, and kernels that make two channels of each."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.next = resnet.Bottleneck(8, 2, groups=4, base_width=64)
        self.block = regnet.ResBottleneckBlock(8, 12, 2, nn.BatchNorm2d, nn.ReLU, group_width=3, se_ratio=0.25)
        self.doubled = nn.Sequential(nn.Conv2d(12, 24, 3, groups=12), nn.ReLU(), nn.Conv2d(24, 6, 1))
        self.fc = nn.Linear(6, 5)

    def forward(self, images):
        return self.fc(self.doubled(self.block(self.next(self.stem(images)))).mean((2, 3)))


class Pyramid(nn.Module):
    """Nodes that are read twice, and through 16 columns, 4 and 1: pooled beside flattened."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.twice = nn.Conv2d(8, 6, 3, stride=2, padding=1)
        self.hidden = nn.Linear(6 * 21, 7)
        self.fc = nn.Linear(7, 5)

    def forward(self, images):
        x = self.stem(images).relu()
        x = self.twice(torch.cat((x, x), 1)).relu()
        levels = [torch.flatten(nn.functional.adaptive_avg_pool2d(x, side), 1) for side in (4, 2, 1)]
        return self.fc(self.hidden(torch.cat(levels, 1)).relu())


class Auxiliary(nn.Module):
    """A classifier with a head on the way that helps its training only, as GoogLeNet and Inception have."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 6, 3, stride=2), nn.BatchNorm2d(6, eps=1e-3, momentum=0.0), nn.ReLU())
        self.aux = nn.Linear(6, 5)
        self.body = nn.Sequential(nn.Conv2d(6, 8, 3), nn.BatchNorm2d(8, momentum=0.0), nn.ReLU())
        self.drop = nn.Dropout(0.3)
        self.fc = nn.Linear(8, 5)

    def forward(self, images):
        x = self.stem(images)
        logits = self.fc(self.drop(self.body(x).mean((2, 3))))
        return (logits, self.aux(x.mean((2, 3)))) if self.training else logits


def auxiliary():
    """The same network twice: as it is evaluated, and as it is trained, with both of its outputs."""
    torch.manual_seed(0)
    model = Auxiliary()
    export("auxiliary", model, opset_version=17)
    model.train()
    torch.onnx.export(model, (torch.zeros(2, 3, 16, 16),), FOLDER / "auxiliary_training.onnx", dynamo=False, opset_version=17,
                      training=torch.onnx.TrainingMode.TRAINING, do_constant_folding=False, input_names=["images"],
                      output_names=["logits", "aux"], dynamic_axes={"images": {0: "batch"}})
    check("auxiliary_training", onnx.load(FOLDER / "auxiliary_training.onnx"))


def graph(name, nodes, weights, inputs, outputs, opset=13):
    """A graph by hand; a dimension called N is the number of images at once."""
    ports = [[helper.make_tensor_value_info(key, TensorProto.FLOAT, dims) for key, dims in side.items()]
             for side in (inputs, outputs)]
    made = helper.make_graph(nodes, name, *ports, weights)
    check(name, helper.make_model(made, opset_imports=[helper.make_opsetid("", opset)], ir_version=min(8, 3 + opset // 3)))


def random(*shape, seed=0):
    return np.random.default_rng(seed + sum(shape)).uniform(-1, 1, shape).astype(np.float32)


def tensor(name, array):
    return numpy_helper.from_array(array, name)


def tensorflow():
    """Channels last at the door, mean and scale inside, SAME pads, MatMul and Add, Softmax: what tf2onnx writes."""
    nodes = [
        helper.make_node("Sub", ["x", "mean"], ["centred"], "sequential/normalization/sub"),
        helper.make_node("Div", ["centred", "scale"], ["scaled"], "sequential/normalization/truediv"),
        helper.make_node("Transpose", ["scaled"], ["first"], "sequential/conv/Conv2D__6", perm=[0, 3, 1, 2]),
        helper.make_node("Conv", ["first", "sequential/conv/kernel"], ["c"], "sequential/conv/Conv2D", auto_pad="SAME_UPPER",
                         kernel_shape=[3, 3]),
        helper.make_node("Add", ["c", "bias"], ["b"], "sequential/conv/BiasAdd"),
        helper.make_node("Relu", ["b"], ["r"], "sequential/conv/Relu"),
        helper.make_node("Transpose", ["r"], ["last"], "sequential/flatten/Transpose", perm=[0, 2, 3, 1]),
        helper.make_node("Reshape", ["last", "columns"], ["f"], "sequential/flatten/Reshape"),
        helper.make_node("MatMul", ["f", "sequential/dense/kernel"], ["m"], "sequential/dense/MatMul"),
        helper.make_node("Add", ["m", "dense_bias"], ["d"], "sequential/dense/BiasAdd"),
        helper.make_node("Softmax", ["d"], ["probabilities"], "sequential/dense/Softmax", axis=-1),
    ]
    weights = [tensor("mean", random(3)), tensor("scale", 1 + np.abs(random(3, seed=1))),
               tensor("sequential/conv/kernel", random(4, 3, 3, 3)), tensor("bias", random(1, 4, 1, 1)),
               tensor("columns", np.array([-1, 5 * 6 * 4])), tensor("sequential/dense/kernel", random(120, 5)),
               tensor("dense_bias", random(5))]
    graph("tensorflow", nodes, weights, {"x": ["N", 5, 6, 3]}, {"probabilities": ["N", 5]})


def spelled():
    """Weights as constants, behind identities, listed, halved and filled; scales by hand; a clip that rectifies; opset 11."""
    listed = helper.make_tensor("listed", TensorProto.FLOAT, [4, 3, 1, 1], random(4, 3, 1, 1).ravel().tolist())
    nodes = [
        helper.make_node("Constant", [], ["raw"], "weights", value=tensor("", random(4, 4, 3, 3))),
        helper.make_node("Identity", ["raw"], ["seen"], "alias"),
        helper.make_node("Pad", ["images", "pads"], ["padded"], "zeros"),
        helper.make_node("Conv", ["padded", "listed"], ["a"], "one"),
        helper.make_node("Mul", ["a", "scales"], ["s"], "scaled"),
        helper.make_node("Add", ["s", "shifts"], ["t"], "shifted"),
        helper.make_node("Clip", ["t", "zero"], ["u"], "rectified"),
        helper.make_node("Conv", ["u", "seen", "filled"], ["v"], "two", strides=[2, 2]),
        helper.make_node("ConstantOfShape", ["four"], ["filled"], "constant", value=tensor("", np.array([0.25], np.float32))),
        helper.make_node("Sum", ["v", "v", "v"], ["w"], "thrice"),
        helper.make_node("GlobalAveragePool", ["w"], ["p"], "pool"),
        helper.make_node("Squeeze", ["p"], ["q"], "squeezed", axes=[2, 3]),
        helper.make_node("Cast", ["half"], ["whole"], "cast", to=TensorProto.FLOAT),
        helper.make_node("Gemm", ["q", "whole", "one_bias"], ["logits"], "last", alpha=0.5, beta=2.0),
    ]
    nodes.insert(7, nodes.pop(8))
    weights = [listed, tensor("pads", np.array([0, 0, 1, 2, 0, 0, 1, 0])), tensor("zero", np.float32(0)),
               tensor("scales", random(4, 1, 1)), tensor("shifts", random(1, 4, 1, 1)), tensor("four", np.array([4])),
               tensor("half", random(4, 5).astype(np.float16)), tensor("one_bias", np.float32([0.5]))]
    nodes[2] = helper.make_node("Pad", ["images", "pads"], ["padded"], "zeros")
    weights[1] = tensor("pads", np.array([0, 0, 1, 1, 0, 0, 1, 1]))
    graph("spelled", nodes, weights, {"images": ["N", 3, 7, 9]}, {"logits": ["N", 5]}, opset=11)


def gated():
    """x sigmoid(2 x), which is no operation by itself, and x clip(x + 3, 0, 6) / 6, which is; a slope for all channels."""
    nodes = [
        helper.make_node("Conv", ["images", "conv.weight"], ["x"], "conv"),
        helper.make_node("Mul", ["x", "two"], ["d"], "double"),
        helper.make_node("Sigmoid", ["d"], ["s"], "gate"),
        helper.make_node("Mul", ["s", "x"], ["g"], "gated"),
        helper.make_node("PRelu", ["g", "slope"], ["p"], "slope"),
        helper.make_node("Add", ["three", "p"], ["a"], "moved"),
        helper.make_node("Clip", ["a", "zero", "six"], ["c"], "clipped"),
        helper.make_node("Mul", ["p", "c"], ["m"], "product"),
        helper.make_node("Div", ["m", "six"], ["h"], "swish"),
        helper.make_node("GlobalMaxPool", ["h"], ["q"], "pool"),
        helper.make_node("Flatten", ["q"], ["f"], "flat"),
        helper.make_node("Gemm", ["f", "fc.weight", "fc.bias"], ["logits"], "fc", transB=1),
    ]
    weights = [tensor("conv.weight", random(4, 3, 3, 3)), tensor("slope", np.float32([0.2])), tensor("fc.weight", random(5, 4)),
               tensor("fc.bias", random(5))]
    weights += [tensor(name, np.float32(value)) for name, value in {"zero": 0, "two": 2, "three": 3, "six": 6}.items()]
    graph("gated", nodes, weights, {"images": ["N", 3, 7, 9]}, {"logits": ["N", 5]})


def old():
    """Opset 7: initialisers among the inputs, batch norm in the middle, a mean by its sides, a sigmoid at the end."""
    nodes = [
        helper.make_node("Conv", ["images", "conv_weight"], ["c"], "conv", pads=[1, 1, 1, 1]),
        helper.make_node("BatchNormalization", ["c", "g", "b", "m", "v"], ["n"], "norm", epsilon=1e-3),
        helper.make_node("Relu", ["n"], ["r"], ""),
        helper.make_node("ReduceMean", ["r"], ["p"], "", axes=[2, 3], keepdims=1),
        helper.make_node("Conv", ["p", "fc_weight", "fc_bias"], ["l"], "fc"),
        helper.make_node("Flatten", ["l"], ["f"], ""),
        helper.make_node("Sigmoid", ["f"], ["probabilities"], ""),
    ]
    arrays = {"conv_weight": random(4, 3, 3, 3), "g": 1 + np.abs(random(4)), "b": random(4, seed=1), "m": random(4, seed=2),
              "v": np.abs(random(4, seed=3)), "fc_weight": random(5, 4, 1, 1), "fc_bias": random(5)}
    inputs = {"images": [2, 3, 6, 6]} | {key: list(array.shape) for key, array in arrays.items()}
    graph("old", nodes, [tensor(key, array) for key, array in arrays.items()], inputs, {"probabilities": [2, 5]}, opset=7)


def external():
    """Weights in a file beside it."""
    nodes = [helper.make_node("Gemm", ["images", "fc.weight", "fc.bias"], ["logits"], "fc", transB=1)]
    graph("external", nodes, [tensor("fc.weight", random(5, 12)), tensor("fc.bias", random(5))], {"images": ["N", 12]},
          {"logits": ["N", 5]})
    model = onnx.load(FOLDER / "external.onnx")
    (FOLDER / "external.data").unlink(missing_ok=True)
    onnx.save(model, FOLDER / "external.onnx", save_as_external_data=True, location="external.data", size_threshold=0)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    export("resnet", small_resnet(), torch.zeros(1, 3, 32, 32), opset_version=13)
    export("resnet_dynamo", small_resnet(), torch.zeros(1, 3, 32, 32), dynamo=True)
    export("resnet_unfolded", small_resnet(), torch.zeros(1, 3, 32, 32), opset_version=9,
           training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)
    export("views", Views(), opset_version=12)
    export("views_dynamo", Views(), dynamo=True)
    export("shuffled", Shuffled(), opset_version=17)
    export("shuffled_dynamo", Shuffled(), dynamo=True)
    export("dense", Dense(), opset_version=15)
    export("inverted", Inverted(), opset_version=11)
    export("functions", Functions(), opset_version=12)
    export("functions_dynamo", Functions(), dynamo=True)
    export("excited", Excited(), opset_version=12)
    export("excited_dynamo", Excited(), dynamo=True)
    export("fire", Fire(), opset_version=13)
    export("next", Next(), opset_version=17)
    export("next_dynamo", Next(), dynamo=True)
    export("mixed", Mixed(), opset_version=17)
    export("mixed_dynamo", Mixed(), dynamo=True)
    export("groups", Groups(), opset_version=17)
    export("groups_dynamo", Groups(), dynamo=True)
    export("pyramid", Pyramid(), opset_version=17)
    export("pyramid_dynamo", Pyramid(), dynamo=True)
    auxiliary()
    for make in (tensorflow, spelled, gated, old, external):
        make()
