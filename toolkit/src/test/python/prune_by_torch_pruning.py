"""Which nodes Torch-Pruning keeps of a network saved by MIPP's save(file, network): what the program WhoWins puts beside the toolkit.

    python prune_by_torch_pruning.py NETWORK.safetensors IMAGES.npz METHOD SCOPE PARAMETERS OUT.json

Made with torch 2.15.0 and torch-pruning 1.6.1. METHOD is magnitude, taylor or hessian, its group importances as published; SCOPE is
layers (the same share of every layer, its default) or global (its importances of all layers compared). The share is the
smallest, to 1/1000, that leaves at most so many PARAMETERS. IMAGES holds "images" [images, channels, height, width] from 0 to 1 and
"labels". OUT tells by layer the nodes that stay and the importance of every node.

Residual streams whose shortcuts move channels to other places are left whole: Torch-Pruning cannot follow them.
"""

import copy
import json
import logging
import sys
import warnings

import numpy
import torch
import torch_pruning as tp
from torch import nn

from load_network import ChannelMap, load_network

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
MAPS = (nn.Conv2d, nn.Linear)
OUTPUTS = tuple(function.__func__ for function in (
    tp.prune_conv_out_channels, tp.prune_linear_out_channels, tp.prune_depthwise_conv_out_channels))
IMPORTANCES = {
    "magnitude": lambda: tp.importance.GroupMagnitudeImportance(p=2),
    "taylor": lambda: tp.importance.GroupTaylorImportance(),
    "hessian": lambda: tp.importance.GroupHessianImportance(),
}


def streams(model):
    """The maps that make what a shortcut moves to other places, or adds to that."""
    shortcuts = [name for name, module in model.named_modules() if isinstance(module, ChannelMap)]
    plan, modules, readers = dict(model.plan), dict(model.named_modules()), {}
    for name, inputs in model.plan:
        for read in inputs:
            readers.setdefault(read, []).append(name)
    makers, seen, next_up = [], set(), shortcuts
    while next_up:
        name = next_up.pop()
        if name in seen or name == "input":
            continue
        seen.add(name)
        if isinstance(modules[name], MAPS):
            makers.append(modules[name])
            continue
        next_up += plan[name]
        next_up += [reader for reader in readers.get(name, []) if not isinstance(modules[reader], MAPS)]
    return makers


def last(model):
    return [module for name, module in model.named_modules() if isinstance(module, MAPS)][-1]


def gradients(model, method, images, labels):
    """What Taylor and the Hessian go by, by parameter: the gradient of the mean loss, and the mean square of every image's.

    The Hessian's is what its accumulate_grad means to gather; in 1.6.1 that keeps the last image's alone.
    """
    if method == "magnitude":
        return {}
    found = {name: torch.zeros_like(parameter) for name, parameter in model.named_parameters()}
    for some in torch.arange(len(images)).split(500 if method == "taylor" else 1):
        model.zero_grad()
        (nn.functional.cross_entropy(model(images[some]), labels[some], reduction="sum")).backward()
        for name, parameter in model.named_parameters():
            found[name] += (parameter.grad if method == "taylor" else parameter.grad ** 2) / len(images)
    return found


def prepared(model, method, found, share, scope, images):
    """A copy of the network with its gradients, its importance and its pruner."""
    small = copy.deepcopy(model)
    importance = IMPORTANCES[method]()
    for name, parameter in small.named_parameters():
        parameter.grad = found.get(name)
    pruner = tp.pruner.BasePruner(
        small, images[:1], importance=importance, pruning_ratio=share, global_pruning=scope == "global",
        ignored_layers=[last(small), *streams(small)], root_module_types=list(MAPS))
    return small, importance, pruner, {module: name for name, module in small.named_modules()}


def scores(*how):
    small, importance, pruner, names = prepared(*how)
    result = {}
    for group in pruner.DG.get_all_groups(ignored_layers=pruner.ignored_layers, root_module_types=list(MAPS)):
        values = importance(group)
        for item in group:
            if item.dep.target.module in names and item.dep.handler.__func__ in OUTPUTS:
                result[names[item.dep.target.module]] = [float(values[root]) for root in item.root_idxs]
    return result


def pruned(*how):
    small, _, pruner, names = prepared(*how)
    kept = {name: list(range(module.weight.shape[0])) for module, name in names.items() if isinstance(module, MAPS)}
    for group in pruner.step(interactive=True):
        for item in group:
            if item.dep.target.module in names and item.dep.handler.__func__ in OUTPUTS:
                gone = set(item.idxs)
                name = names[item.dep.target.module]
                kept[name] = [node for place, node in enumerate(kept[name]) if place not in gone]
        group.prune()
    return sum(parameter.numel() for parameter in small.parameters()), kept


def main(network, data, method, scope, parameters, out):
    torch.manual_seed(0)
    torch.set_num_threads(1)
    model = load_network(network)
    arrays = numpy.load(data)
    images, labels = torch.from_numpy(arrays["images"]), torch.from_numpy(arrays["labels"]).long()
    found = gradients(model, method, images, labels)
    low, high = 0, 1000
    best = None
    while high - low > 1:
        middle = (low + high) // 2
        left, kept = pruned(model, method, found, middle / 1000, scope, images)
        if left <= int(parameters):
            high, best = middle, (left, kept)
        else:
            low = middle
    if best is None:
        sys.exit(f"cannot come to {parameters} parameters")
    with open(out, "w") as file:
        json.dump({"parameters": best[0], "share": high / 1000, "kept": best[1],
                   "scores": scores(model, method, found, 0.5, scope, images)}, file)


if __name__ == "__main__":
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    main(*sys.argv[1:])
