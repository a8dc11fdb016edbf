"""What Torch-Pruning prunes of torchvision's classifiers, for the program OnnxPruning, which puts it beside what the toolkit does.

    python compare_torch_pruning.py FILE [NAME ...]

Made with torch 2.15.0, torchvision 0.29.2 and torch-pruning 1.6.1. Of each model, with random weights and without its last layer,
one line of FILE, parted by tabs: name; channels that convolutions and linear layers make; how many of them are in groups that
can be pruned; how far the network that is pruned by half is from the one whose pruned channels are set to zero, relative to the
largest logit, or the error. A line that is there already is not made again. Images are those of export_torchvision.py.
"""

import copy
import logging
import sys
import time
import warnings
from pathlib import Path

import torch
import torch_pruning as tp
import torchvision
from torch import nn

from export_torchvision import SIDES, TRANSFORMERS

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
MAPS = (nn.Conv2d, nn.Linear)
OUTPUTS = (tp.prune_conv_out_channels, tp.prune_linear_out_channels, tp.prune_depthwise_conv_out_channels)
BATCH_NORM = (tp.prune_batchnorm_out_channels,)
INPUTS = (tp.prune_conv_in_channels, tp.prune_linear_in_channels)


def lively(model):
    """Batch norms that have seen something, so that a channel without weights is not zero by chance."""
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            for tensor in (module.weight.data, module.bias.data, module.running_mean, module.running_var):
                tensor.uniform_(0.5, 1.5)
    return model.eval()


def last(model):
    """The layers that make the classes."""
    return [module for module in model.modules()
            if isinstance(module, nn.Linear) and module.out_features == 1000
            or isinstance(module, nn.Conv2d) and module.out_channels == 1000 and isinstance(model, torchvision.models.SqueezeNet)]


def channels(model, images):
    """How many channels there are, and how many are in groups."""
    graph = tp.DependencyGraph().build_dependency(model, example_inputs=images)
    prunable = {}
    for group in graph.get_all_groups(ignored_layers=last(model), root_module_types=list(MAPS)):
        for item in group:
            module = item.dep.target.module
            if isinstance(module, MAPS) and item.dep.handler.__func__ in names(OUTPUTS):
                prunable.setdefault(module, set()).update(item.idxs)
    made = sum(module.weight.shape[0] for module in model.modules() if isinstance(module, MAPS))
    return made, sum(len(channels) for channels in prunable.values())


def names(functions):
    return [function.__func__ for function in functions]


def difference(model, images):
    """Prunes half, and sets to zero what goes in a copy: all that makes a channel, and what reads it."""
    masked = copy.deepcopy(model)
    twins = dict(zip(model.modules(), masked.modules()))
    pruner = tp.pruner.MagnitudePruner(model, images, importance=tp.importance.MagnitudeImportance(p=1), pruning_ratio=0.5,
                                       ignored_layers=last(model))
    before = {}
    for group in pruner.step(interactive=True):
        for item in group:
            before.setdefault((item.dep.target.module, item.dep.handler.__func__), []).append(list(item.idxs))
        group.prune()
    with torch.no_grad():
        for (module, function), removals in before.items():
            mask(twins.get(module), function, removals)
        cut, whole = model(images), masked(images)
    return ((cut - whole).abs().max() / whole.abs().max()).item()


def mask(module, function, removals):
    """Channels of later removals are numbered among those that are left."""
    if not isinstance(module, (*MAPS, nn.BatchNorm2d)):
        return
    axis = 1 if function in names(INPUTS) else 0
    size = module.weight.shape[axis]
    left = list(range(size * (module.groups if axis and isinstance(module, nn.Conv2d) else 1)))
    for removal in removals:
        gone = [left[i] for i in removal]
        left = [channel for channel in left if channel not in set(gone)]
        module.weight.data.index_fill_(axis, torch.tensor(gone) % size, 0)  # the same of every group, as Torch-Pruning does
        if axis == 0 and module.bias is not None:
            module.bias.data[gone] = 0


def line(name):
    torch.manual_seed(0)
    more = {"init_weights": False, "aux_logits": False} if name in ("googlenet", "inception_v3") else {}
    side = 224 if name.startswith(TRANSFORMERS) else SIDES.get(name, 64)
    images = torch.rand(4, 3, side, side)
    model = lively(torchvision.models.get_model(name, weights=None, **more))
    made, prunable, result = 0, 0, ""
    try:
        made, prunable = channels(model, images)
        result = f"{difference(model, images):.1e}"
    except Exception as problem:                        # it is measured, errors and all
        result = f"{type(problem).__name__}: {problem}".split("\n")[0][:120]
    return f"{name}\t{made}\t{prunable}\t{result}"


if __name__ == "__main__":
    file = Path(sys.argv[1])
    done = {line.split("\t")[0] for line in file.read_text().splitlines()} if file.exists() else set()
    for name in sys.argv[2:] or torchvision.models.list_models(module=torchvision.models):
        if name not in done:
            start = time.time()
            with file.open("a") as out:
                out.write(line(name) + "\n")
            print(name, f"{time.time() - start:.0f} s", flush=True)
