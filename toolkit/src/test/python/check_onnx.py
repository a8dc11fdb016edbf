"""Checks ONNX files by ONNX itself and runs them by ONNX Runtime: python check_onnx.py INPUTS.npz OUTPUTS.npz FILE ...

INPUTS holds the images of each file under its name, OUTPUTS gets the logits.
"""

import sys

import numpy
import onnx
import onnxruntime

inputs, outputs, *files = sys.argv[1:]
images = numpy.load(inputs)
logits = {}
for file in files:
    onnx.checker.check_model(file, full_check=True)
    session = onnxruntime.InferenceSession(file)
    logits[file.split("/")[-1]] = session.run(None, {session.get_inputs()[0].name: images[file.split("/")[-1]]})[0]
numpy.savez(outputs, **logits)
