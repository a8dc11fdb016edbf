#!/bin/sh
# Builds DJL's library between Java and PyTorch for the PyTorch of a Python, where that is not the one that DJL is made for.
#
#   PYTHON=python3 kernel-config/gpu/jni.sh DJL FOLDER
#
# DJL is a checkout of https://github.com/deepjavalibrary/djl at v0.35.1. Needs g++ and a Java development kit; CUDA's compiler is not
# needed. What is compiled stays in FOLDER, so that the same command goes on after a kill.
[ $# -eq 2 ] && [ -d "$1/engines/pytorch/pytorch-native" ] || {
  echo "jni: expected a checkout of DJL (git clone --branch v0.35.1 https://github.com/deepjavalibrary/djl) and a folder" >&2; exit 2; }
for each in javac g++; do
  command -v $each > /dev/null || { echo "jni: expected $each, found none; install a Java development kit and g++" >&2; exit 1; }
done
source=$(cd "$1" && pwd)
mkdir -p "$2/headers" || exit 1
folder=$(cd "$2" && pwd)
python=${PYTHON:-python3}
found=$("$python" -c 'import torch, os; print(torch.__version__, os.path.dirname(torch.__file__))') || {
  echo "jni: expected a Python with PyTorch, got none in '$python'; name one: PYTHON=..." >&2; exit 1; }
version=${found%% *} torch=${found#* }
echo "jni: for PyTorch $version"
binary=$(readlink -f "$(command -v javac)")
java=$(dirname "$(dirname "$binary")")
javac -nowarn -sourcepath "$source/engines/pytorch/pytorch-engine/src/main/java" -h "$folder/headers" -d "$folder/classes" \
  "$source/engines/pytorch/pytorch-engine/src/main/java/ai/djl/pytorch/jni/PyTorchLibrary.java" || exit 1
flags="-O1 -fPIC -w -std=${STANDARD:-c++20} -I$torch/include -I$torch/include/torch/csrc/api/include -I$folder/headers"
flags="$flags -I$java/include -I$java/include/linux -I$source/api/src/main/native"
for file in "$source"/engines/pytorch/pytorch-native/src/main/native/*.cc; do
  object="$folder/$version-$(basename "$file" .cc).o"
  [ -e "$object" ] && continue
  echo "jni: $(basename "$file")"
  g++ $flags -c "$file" -o "$object.part" || exit 1
  mv "$object.part" "$object"
done
libraries="-ltorch -ltorch_cpu -lc10"
[ ! -e "$torch/lib/libtorch_cuda.so" ] || libraries="$libraries -Wl,--no-as-needed -ltorch_cuda -lc10_cuda"
g++ -shared -o "$folder/libdjl_torch.so" "$folder/$version"-*.o -L"$torch/lib" $libraries -Wl,-rpath,'$ORIGIN' || exit 1
echo "jni: $folder/libdjl_torch.so"
