#!/bin/sh
# All that a GPU is to prove, on a machine with an NVIDIA card: the tutorials, the paper's lines, the same masks as the CPU's, and
# images per second beside PyTorch in Python. Before it: the variables that toolkit/docs/gpu.md names.
#
#   kernel-config/gpu/everything.sh [--data FOLDER] [--out FOLDER] [--anyway]
#
# Every part has a log of its own in the folder, gpu-results unless named; a part that fails does not stop the others, and the
# last lines say which did. The same command goes on with the paper's lines after a kill. --anyway runs all without a GPU too.
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
data='' out=gpu-results anyway=''
while [ $# -gt 0 ]; do
  case $1 in
    --data|--out)
      [ $# -ge 2 ] || { echo "gpu: expected a folder behind $1" >&2; exit 2; }
      if [ "$1" = --data ]; then data=$2; else out=$2; fi
      shift 2 ;;
    --anyway) anyway=yes; shift ;;
    *) echo "gpu: expected --data FOLDER, --out FOLDER or --anyway, got '$1'" >&2; exit 2 ;;
  esac
done
for each in java mvn python3; do
  command -v $each > /dev/null || { echo "gpu: expected $each, found none; README.md says what to install" >&2; exit 1; }
done
if [ ! -e /proc/driver/nvidia/version ] && ! command -v nvidia-smi > /dev/null && [ -z "$anyway" ]; then
  echo "gpu: there is no NVIDIA driver on this machine (neither /proc/driver/nvidia/version nor nvidia-smi), so no GPU that DJL" >&2
  echo "gpu: could use. Install the driver, then PyTorch as toolkit/docs/gpu.md says; --anyway runs all parts on the CPU." >&2
  exit 1
fi
mkdir -p "$out" || exit 1
out=$(cd "$out" && pwd)
if [ -n "$data" ]; then
  [ -d "$data" ] || { echo "gpu: --data: expected a folder, found none at $data" >&2; exit 2; }
  data=$(cd "$data" && pwd)
fi
cd "$root" || exit 1
export NVIDIA_TF32_OVERRIDE=0 OPT_OUT_TRACKING=true
failed=''

part() { # NAME COMMAND...: runs it into a log
  name=$1; shift
  printf 'gpu: %s ... ' "$name"
  if "$@" > "$out/$name.log" 2>&1; then echo done; else echo "failed, see $out/$name.log"; failed="$failed $name"; fi
}
program() { java -Xmx6g -cp "toolkit/target/test-classes:.venv/share/mipp/lib/*" "$@"; }
tutorials() {
  for notebook in notebooks/0[0-9]*.ipynb notebooks/1[0-9]*.ipynb; do
    [ -e "$notebook" ] || continue
    .venv/bin/python kernel-config/execute.py "$notebook" "$out/tutorials" || return 1
  done
}
line() { # NAME: with the data if they are there
  if [ -n "$data" ]; then kernel-config/run paper "$1" --data "$data" --out "$out/paper"
  else kernel-config/run paper "$1" --out "$out/paper"; fi
}
smokes() {
  for each in $(sed -n 's/^  \([a-z0-9]*-[a-z0-9]*-[a-z]*\) .*/\1/p' "$out/lines.txt"); do
    kernel-config/run paper "$each" --smoke --out "$out/smoke" || return 1
  done
}
masks() {
  program org.mipp.benchmark.DeviceMasks > "$out/masks-gpu.txt" &&
    CUDA_VISIBLE_DEVICES=-1 program org.mipp.benchmark.DeviceMasks > "$out/masks-cpu.txt" || return 1
  grep '^mask' "$out/masks-gpu.txt" > "$out/gpu.txt"; grep '^mask' "$out/masks-cpu.txt" > "$out/cpu.txt"
  diff "$out/gpu.txt" "$out/cpu.txt" # none; a line here is a tie or a bug
}
two_kernels() { # two processes on one card
  program org.mipp.benchmark.DeviceSpeed 1000 2 > "$out/first.txt" & first=$!
  program org.mipp.benchmark.DeviceSpeed 1000 2 > "$out/second.txt"; second=$?
  wait $first && [ $second -eq 0 ]
}

part install python3 kernel-config/mipp.py install
part compile mvn -q test-compile
program org.mipp.benchmark.DeviceSpeed 1 0 > "$out/device.txt" 2>&1
cat "$out/device.txt"
if ! grep -q 'on gpu(' "$out/device.txt"; then
  echo "gpu: DJL sees no GPU, or did not start; toolkit/docs/gpu.md says what can be wrong. Nothing below is a GPU's."
  [ -n "$anyway" ] || exit 1
fi
kernel-config/run paper > "$out/lines.txt" 2>&1 || { echo "gpu: kernel-config/run paper failed, see $out/lines.txt" >&2; exit 1; }
part masks masks
part two-kernels two_kernels
part speed program org.mipp.benchmark.DeviceSpeed 20000
part speed-python python3 toolkit/src/test/python/device_speed.py 20000
part tutorials tutorials
part paper-smoke smokes
for each in lenet5-mnist-after lenet5-mnist-before lenet5-deformed-after lenet5-deformed-before; do part "$each" line $each; done
for pair in cifar10 cifar100 tinyimagenet imagenet; do
  [ -n "$data" ] || continue
  for each in $(sed -n "s/^  \([a-z0-9]*-$pair-[a-z]*\) .*/\1/p" "$out/lines.txt"); do part "$each" line "$each"; done
done
cat "$out/speed.log" "$out/speed-python.log"
if [ -z "$failed" ]; then echo "gpu: all parts done; $out/paper/page.md"; else echo "gpu: failed:$failed"; exit 1; fi
