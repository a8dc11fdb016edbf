"""Makes torchvision.txt beside this file, which TorchvisionTest reads: the parameters of torchvision's models, and the first
logits of some with weights that both sides compute.

Made with Python 3.11, torch 2.15.0, torchvision 0.29.2: python make.py
"""

import numpy
import torch
import torchvision.models as models

NORMALISED = (torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1), torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1))


def weights(name, tensor):
    """Waves; a matrix of them is scaled by its columns, variances and scales are about one."""
    size = tensor.numel()
    wave = numpy.sin(numpy.arange(size, dtype=numpy.float64) * 0.37 + len(name))
    if tensor.dim() > 1:
        values = wave * numpy.sqrt(4 * tensor.shape[0] / size)
    elif name.endswith((".running_var", ".weight")):
        values = 1 + 0.2 * wave
    else:
        values = 0.2 * wave
    return torch.from_numpy(values.astype(numpy.float32)).view(tensor.shape)


with open("torchvision.txt", "w") as out:
    for model in ["resnet18", "resnet34", "resnet50", "vgg16", "mobilenet_v2"]:
        network = getattr(models, model)(num_classes=1000).eval()
        state = {name: tensor for name, tensor in network.state_dict().items() if "num_batches" not in name}
        for name, tensor in state.items():
            print(model, name, *tensor.shape, file=out)
        if model != "vgg16":
            network.load_state_dict({name: weights(name, tensor) for name, tensor in state.items()}, strict=False)
            pixels = numpy.sin(numpy.arange(3 * 224 * 224, dtype=numpy.float64) * 0.11) / 2 + 0.5
            image = torch.from_numpy(pixels.astype(numpy.float32)).view(1, 3, 224, 224)
            with torch.no_grad():
                logits = network((image - NORMALISED[0]) / NORMALISED[1])[0]
            print(model, "logits", *(repr(float(value)) for value in logits[:8]), float(logits.abs().max()), file=out)
