"""Exports torchvision's convolutional classifiers with random weights, for the program OnnxModels.

    python export_torchvision.py FOLDER [NAME ...]

Made with torch 2.15.0 and torchvision 0.29.2. Images are 64 x 64, but 224 x 224 and 299 x 299 where the model asks; models of
more than 60 million parameters are left out unless they are named. The first argument may be followed by names of models.
"""

import sys
import warnings
from pathlib import Path

import torch
import torchvision

warnings.filterwarnings("ignore")
SIDES = {"inception_v3": 299, "alexnet": 224} | {name: 224 for name in torchvision.models.list_models(include="vgg*")}
LARGEST = 60_000_000
TRANSFORMERS = ("vit", "swin", "maxvit")


def export(name, folder, wanted):
    file = folder / f"{name}.onnx"
    if file.exists():
        return
    torch.manual_seed(0)
    more = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
    model = torchvision.models.get_model(name, weights=None, **more).eval()
    parameters = sum(parameter.numel() for parameter in model.parameters())
    if parameters > LARGEST and not wanted:
        print(name, "left out:", parameters, "parameters")
        return
    side = SIDES.get(name, 64)
    torch.onnx.export(model, (torch.rand(1, 3, side, side),), file, dynamo=False, opset_version=17,
                      input_names=["images"], output_names=["logits"], dynamic_axes={"images": {0: "batch"}})
    print(name, parameters, "parameters", flush=True)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    models = torchvision.models.list_models(module=torchvision.models)
    for name in sys.argv[2:] or [model for model in models if not model.startswith(TRANSFORMERS)]:
        export(name, folder, wanted=len(sys.argv) > 2)
