"""Begins a run with the weights of an exported encoder, of which no checkpoint is at hand: to train it further, or on other people.

An export folds each batch norm into the convolution before it, makes one weight of a normalised convolution's two, and keeps the matrices
of linear layers transposed, without their names. All are put back, so that the network answers what the export does, and learns as if it
had never left.
"""

import hashlib
from pathlib import Path

import torch
from onnx import GraphProto
from torch import Tensor, nn

from ..artifacts.read import Artifact, ArtifactError
from ..artifacts.weights import graph_of, weights_of
from .loop import Task


def begin(task: Task, folder: Path) -> str:
    """Puts the weights of `artifacts/<name>/<version>`, or of an earlier run's folder, into the task's network, and returns the SHA-256 of
    the file they are from.

    Raises ArtifactError where the export is of another network.
    """
    if (checkpoint := folder / "checkpoint.pt").exists():
        task.model.load_state_dict(torch.load(checkpoint, map_location="cpu")["model"])
        return hashlib.sha256(checkpoint.read_bytes()).hexdigest()
    artifact = Artifact.load(folder)
    file = folder / artifact.manifest["model"]["file"]
    graph = graph_of(file)
    weights = weights_of(graph)
    pairs = _normalised(task.model)
    own = {name: value.shape for name, value in task.model.state_dict().items()}
    found = {name: value for name, value in (weights | _weight_normed(graph, weights)).items() if name in own}
    folded = [
        (weights[node.input[1]], weights[node.input[2]])
        for node in graph.node
        if node.op_type == "Conv" and len(node.input) > 2 and node.input[1] not in own and node.input[2] not in own
    ]
    if [tuple(weight.shape) for weight, _ in folded] != [tuple(convolution.weight.shape) for convolution, _ in pairs]:
        raise ArtifactError(f"{file}: its convolutions are not those of {type(task.model).__name__}")
    for name, value in found.items():
        if value.shape != own[name]:
            raise ArtifactError(f"{file}: {name} has the shape {list(value.shape)}; {type(task.model).__name__} has {list(own[name])}")
    if left := set(task.model.load_state_dict(found, strict=False).missing_keys) - _names(task.model, pairs):
        raise ArtifactError(f"{file}: lacks {min(left)}")
    _unfold(task, pairs, folded)
    return artifact.manifest["model"]["sha256"]


def _weight_normed(graph: GraphProto, weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """The length and direction of each convolution over time whose bias alone kept its name (Salimans and Kingma 2016, over the kernel's
    places as Wav2Vec2 has it)."""
    found = {}
    for node in graph.node:
        if node.op_type == "Conv" and len(node.input) > 2 and node.input[2].endswith(".bias") and weights[node.input[1]].ndim == 3:
            name, weight = node.input[2].removesuffix("bias"), weights[node.input[1]]
            found[name + "weight_g"], found[name + "weight_v"] = weight.norm(dim=(0, 1), keepdim=True), weight
    return found


def _normalised(model: nn.Module) -> list[tuple[nn.Conv2d, nn.BatchNorm2d]]:
    """The convolutions that a batch norm follows, with it, in the order in which they run."""
    modules = list(model.modules())
    return [
        (before, norm) for before, norm in zip(modules, modules[1:]) if isinstance(norm, nn.BatchNorm2d) and isinstance(before, nn.Conv2d)
    ]


def _names(model: nn.Module, pairs: list[tuple[nn.Conv2d, nn.BatchNorm2d]]) -> set[str]:
    modules = {id(module) for pair in pairs for module in pair}
    return {f"{name}.{value}" for name, module in model.named_modules() if id(module) in modules for value in module.state_dict()}


@torch.no_grad()
def _unfold(task: Task, pairs: list[tuple[nn.Conv2d, nn.BatchNorm2d]], folded: list[tuple[Tensor, Tensor]]) -> None:
    """Gives each batch norm the mean and variance that its input has in a batch, and the scale and bias that undo them."""
    for (convolution, norm), (weight, bias) in zip(pairs, folded):
        convolution.weight.copy_(weight)
        _set(norm, torch.zeros_like(bias), torch.ones_like(bias) - norm.eps, bias)
    seen = {}
    hooks = [
        norm.register_forward_pre_hook(lambda module, inputs: seen.update({module: inputs[0].transpose(0, 1).flatten(1)}))
        for _, norm in pairs
    ]
    training = task.model.training
    task.model.eval()
    task.loss(next(iter(task.batches(0))), 0)
    task.model.train(training)
    for hook in hooks:
        hook.remove()
    for norm, inputs in seen.items():
        _set(norm, inputs.mean(1), inputs.var(1), norm.bias.clone())


def _set(norm: nn.BatchNorm2d, mean: Tensor, variance: Tensor, bias: Tensor) -> None:
    """Statistics, and the scale and bias with which the norm adds `bias` and does nothing else."""
    norm.running_mean.copy_(mean)
    norm.running_var.copy_(variance)
    norm.weight.copy_((variance + norm.eps).sqrt())
    norm.bias.copy_(bias + mean)
