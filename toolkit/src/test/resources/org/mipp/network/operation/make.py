"""Makes torch.safetensors beside this file, which OperationNumbersTest reads: what PyTorch makes of one image.

Made with Python 3.11, torch 2.15.0, safetensors 0.8.0: python make.py

Where PyTorch has no padding of its own for every side, pools are computed here window by window.
"""

import math

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

torch.manual_seed(0)
image = torch.randn(1, 6, 6, 7)
vector = torch.randn(3, 6)
tensors = {"input": image, "vector": vector}


def parameter(name, *shape):
    return tensors.setdefault(name, 1 + torch.randn(*shape) / 3)


def pool(window, stride, padding, ceil, mean, count_padding=True):
    """By the definition: windows start at the padding, and at the latest within the image."""
    (top, left, bottom, right), (_, _, rows, columns) = padding, image.shape

    def steps(side, before, after, size, step):
        room = side + before + after - size
        count = (math.ceil(room / step) if ceil else room // step) + 1
        return count - 1 if (count - 1) * step >= side + before else count

    out = torch.empty(1, 6, steps(rows, top, bottom, window[0], stride[0]), steps(columns, left, right, window[1], stride[1]))
    for y in range(out.shape[2]):
        for x in range(out.shape[3]):
            y0, x0 = y * stride[0] - top, x * stride[1] - left
            y1, x1 = y0 + window[0], x0 + window[1]
            part = image[:, :, max(y0, 0):min(y1, rows), max(x0, 0):min(x1, columns)].flatten(2)
            inside = part.shape[2]
            counted = (min(y1, rows + bottom) - y0) * (min(x1, columns + right) - x0) if count_padding else inside
            out[:, :, y, x] = part.sum(2) / counted if mean else part.amax(2)
    return out


uneven = (1, 0, 0, 1)  # top, left, bottom, right
padded = F.pad(image, (0, 1, 1, 0))
tensors |= {
    "CLIP 0.0 6.0": F.relu6(image),
    "CLIP 0.1 0.4": F.hardtanh(image, 0.1, 0.4),
    "LEAKY_RELU 0.1 0.0": F.leaky_relu(image, 0.1),
    "ELU 0.7 0.0": F.elu(image, 0.7),
    "HARD_SIGMOID 0.16666667 0.5": F.hardsigmoid(image),
    "SILU 0.0 0.0": F.silu(image),
    "HARD_SWISH 0.0 0.0": F.hardswish(image),
    "GELU 0.0 0.0": F.gelu(image),
    "GELU_TANH 0.0 0.0": F.gelu(image, approximate="tanh"),
    "SIGMOID 0.0 0.0": torch.sigmoid(image),
    "TANH 0.0 0.0": torch.tanh(image),
    "depthwise": F.conv2d(
        padded, parameter("depthwise.weight", 6, 1, 3, 2), parameter("depthwise.bias", 6), (1, 2), 0, (1, 3), 6),
    "grouped": F.conv2d(
        padded, parameter("grouped.weight", 6, 2, 3, 2), parameter("grouped.bias", 6), (1, 2), 0, (1, 3), 3),
    "max pool": F.max_pool2d(image, (3, 2), (1, 2), (1, 1)),
    "max pool that overhangs": F.max_pool2d(image, (3, 2), 2, (1, 0), ceil_mode=True),
    "max pool padded unevenly": pool((3, 2), (2, 2), uneven, True, mean=False),
    "average pool that overhangs": F.avg_pool2d(image, (3, 2), 2, (1, 1), ceil_mode=True),
    "average pool without padding counted": F.avg_pool2d(image, (3, 2), (1, 2), (1, 1), count_include_pad=False),
    "average pool padded unevenly": pool((3, 2), (1, 2), uneven, True, mean=True),
    "average pool padded unevenly, not counted": pool((3, 2), (2, 2), uneven, True, mean=True, count_padding=False),
    "scale": image * parameter("scale.weight", 6).view(6, 1, 1) + parameter("scale.bias", 6).view(6, 1, 1),
    "scale alone": image * parameter("scale alone.weight", 6).view(6, 1, 1),
    "softmax": F.softmax(image, 1),
    "layer norm": F.layer_norm(
        image.permute(0, 2, 3, 1), (6,), parameter("layer norm.weight", 6), parameter("layer norm.bias", 6), 1e-3,
    ).permute(0, 3, 1, 2),
    "group norm": F.group_norm(image, 2, parameter("group norm.weight", 6), parameter("group norm.bias", 6), 1e-3),
    "local response norm": F.local_response_norm(image, 3, 0.5, 0.75, 2),
    "zeros around": F.pad(image, (1, 3, 0, 2)),
    "ones around": F.pad(image, (1, 3, 0, 2), value=1),
    "mirrored": F.pad(image, (1, 3, 0, 2), mode="reflect"),
    "repeated": F.pad(image, (1, 3, 0, 2), mode="replicate"),
    "nearest": F.interpolate(image, (9, 4), mode="nearest"),
    "bilinear": F.interpolate(image, (9, 4), mode="bilinear", align_corners=False),
    "global max": F.adaptive_max_pool2d(image, 1).flatten(1),
    "shuffle": F.channel_shuffle(image, 3),
    "convolution": F.conv2d(
        padded, parameter("convolution.weight", 4, 6, 3, 2), parameter("convolution.bias", 4), (1, 2), 0, (1, 3)),
    "vector softmax": F.softmax(vector, 1),
    "vector layer norm": F.layer_norm(
        vector, (6,), parameter("vector layer norm.weight", 6), parameter("vector layer norm.bias", 6), 1e-3),
    "vector group norm": F.group_norm(
        vector, 3, parameter("vector group norm.weight", 6), parameter("vector group norm.bias", 6), 1e-3),
}
save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, "torch.safetensors")
