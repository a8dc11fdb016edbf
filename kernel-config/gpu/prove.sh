#!/bin/sh
# The smallest proof: training, capture and evaluation of LeNet5 and ResNet-20 on the device that DJL finds, beside PyTorch in
# Python. Sized for fifteen minutes on a bare machine without internet or JDK; PyTorch has to be there.
#
#   prove.sh [IMAGES]      PYTHON=python3 names the Python that holds PyTorch
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
wanted=2.7.1
found=$("$python" -c 'import torch, os; print(torch.__version__.split("+")[0], torch.version.cuda or "cpu", os.path.dirname(torch.__file__))' 2>/dev/null)
if [ -z "$found" ]; then
  echo "prove: expected a Python with PyTorch, got none in '$python'; name one: PYTHON=/path/to/python $0" >&2
  exit 1
fi
set -- "${1:-4000}" $found
version=$2 cuda=$3 torch=$4
echo "prove: PyTorch $version, CUDA $cuda, in $torch"
if [ "$cuda" != cpu ] && ! "$python" -c 'import ctypes; ctypes.CDLL("libcuda.so.1")' 2>/dev/null; then
  echo "prove: this PyTorch is for CUDA $cuda, and there is no NVIDIA driver here (libcuda.so.1), without which it does not load." >&2
  echo "prove: install the driver; or name a Python with PyTorch $wanted for the CPU by PYTHON=..., which proves all but the GPU." >&2
  exit 1
fi
export PYTORCH_LIBRARY_PATH="$torch/lib" PYTORCH_VERSION=$wanted DJL_OFFLINE=true OPT_OUT_TRACKING=true NVIDIA_TF32_OVERRIDE=0
if [ "$cuda" = cpu ]; then PYTORCH_FLAVOR=cpu; else PYTORCH_FLAVOR=cu128; fi
export PYTORCH_FLAVOR DJL_CACHE_DIR="${DJL_CACHE_DIR:-${TMPDIR:-/tmp}/mipp-proof}"
site=$(dirname "$torch")
runtime=''
for place in "$site"/nvidia/cuda_runtime/lib "$site"/nvidia/cu13/lib "$site"/nvidia/cu*/lib; do
  if [ -d "$place" ]; then runtime="-Djna.library.path=$place"; break; fi
done
for place in "$site"/nvidia/*/lib; do
  [ ! -d "$place" ] || LD_LIBRARY_PATH="$place${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
done
export LD_LIBRARY_PATH="$torch/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
if [ "$version" != "$wanted" ]; then
  echo "prove: this is not PyTorch $wanted, for which DJL's library is made; if it does not load, build that library here:"
  echo "prove: toolkit/docs/gpu.md, 'Another PyTorch'. Its name in JNI=FILE is taken instead."
fi
if [ -n "$JNI" ]; then
  cp "$JNI" "$here/lib/libdjl_torch.so"
  "$python" - "$here"/lib/pytorch-jni-*.jar "$here/lib/libdjl_torch.so" <<'P' || exit 1
import shutil, sys, zipfile
jar, library = sys.argv[1:]
with zipfile.ZipFile(jar) as whole, zipfile.ZipFile(jar + ".new", "w", zipfile.ZIP_DEFLATED) as part:
    for name in whole.namelist():
        part.writestr(name, open(library, "rb").read() if name.endswith("libdjl_torch.so") else whole.read(name))
shutil.move(jar + ".new", jar)
P
  rm -rf "$DJL_CACHE_DIR/pytorch" # what DJL has unpacked before
fi
"$here/java/bin/java" -Xmx2g $runtime -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$here/lib/*" \
  org.mipp.benchmark.DeviceSpeed "$1" 2
status=$?
"$python" "$here/device_speed.py" "$1" 2
[ $status -eq 0 ] && echo "prove: done" && exit
echo "prove: the toolkit did not run, the first error above says why. With PyTorch $version it needs a library built for it (JNI=FILE)" >&2
echo "prove: unless that is $wanted, with CUDA 12.8 or for the CPU" >&2
exit 1
