"""Makes the files beside this one, which the tests of WeightsFile read: how Python writes what we read.

Made with Python 3.11, numpy 2.4.6, safetensors 0.8.0, torch 2.15.0: python make.py
"""

import numpy
import torch
from safetensors.torch import save_file

ramp = torch.arange(6, dtype=torch.float64).reshape(2, 3) / 4 - 0.5  # exact in every type
save_file(
    {
        "double": ramp,
        "single": ramp.float(),
        "half": ramp.half(),
        "brain": ramp.bfloat16(),
        "scalar": torch.tensor(2.5),
        "empty": torch.zeros(0, 4),
        "bn.num_batches_tracked": torch.tensor(600),
        "mask": torch.tensor([True, False]),
    },
    "torch.safetensors",
    metadata={"format": "pt", "umlaut": "ä"},
)

arrays = {
    "double": ramp.numpy(),
    "single": ramp.float().numpy(),
    "half": ramp.half().numpy(),
    "fortran": numpy.asfortranarray(numpy.arange(24, dtype=numpy.float32).reshape(2, 3, 4)),
    "scalar": numpy.float32(2.5),
    "empty": numpy.zeros((0, 4), numpy.float32),
    "count": numpy.int64(600),
    "folder/name": numpy.array([1, 2, 3], dtype=numpy.float32),
}
numpy.savez("plain.npz", **arrays)
numpy.savez_compressed("compressed.npz", **arrays)
with open("version2.npy", "wb") as file:
    numpy.lib.format.write_array(file, ramp.float().numpy(), version=(2, 0))
numpy.savez("pickled.npz", objects=numpy.array([{"a": 1}, None], dtype=object))
torch.save({"weight": ramp.float()}, "archive.pth")
torch.save({"weight": ramp.float()}, "legacy.pt", _use_new_zipfile_serialization=False)
