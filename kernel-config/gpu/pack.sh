#!/bin/sh
# Packs the smallest proof for a GPU: a Java runtime of the modules that are needed, DJL with its library for CUDA, this toolkit's
# classes, and one program. No PyTorch (the machine's own is used), no ND4J. Needs a development kit, and mvn test-compile.
#
#   kernel-config/gpu/pack.sh FOLDER
#
# Carry FOLDER.tar.gz to the machine, unpack it (tar xzf) in an empty folder, and start prove.sh there.
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
most=60 # MB
[ $# -eq 1 ] && [ ! -e "$1" ] || { echo "pack: expected the name of a folder that is not there yet" >&2; exit 2; }
for each in mvn jlink jar python3; do
  command -v $each > /dev/null || { echo "pack: expected $each, found none; install Maven, Python and a Java development kit" >&2; exit 1; }
done
[ -d "$root/toolkit/target/test-classes" ] || { echo "pack: expected compiled classes; run mvn test-compile first" >&2; exit 1; }
mkdir -p "$1/lib" || exit 1
folder=$(cd "$1" && pwd)
trap '[ $? -eq 0 ] || rm -rf "$folder"' EXIT # so that the same command can be given again
cd "$root" || exit 1
paths=$(mktemp)
mvn -q ${OFFLINE:+-o} -pl toolkit dependency:build-classpath -Dmdep.outputFile="$paths" -Dmdep.includeScope=runtime || exit 1
tr ':' '\n' < "$paths" | grep -E '/(api|pytorch-engine|pytorch-jni|jna|gson|slf4j-api|jackson-(core|databind|annotations)|jspecify|commons-(compress|io|lang3|codec|statistics-distribution|numbers-[a-z]*|rng-[a-z-]*))-[0-9][^/]*\.jar$' |
  while read -r jar; do cp "$jar" "$folder/lib/"; done
rm "$paths"
# of DJL's library for all systems only that for CUDA and the CPU on Linux
jni=$(ls "$folder"/lib/pytorch-jni-*.jar) && python3 - "$jni" <<'P' || exit 1
import shutil, sys, zipfile
jar = sys.argv[1]
with zipfile.ZipFile(jar) as whole, zipfile.ZipFile(jar + ".new", "w", zipfile.ZIP_DEFLATED) as part:
    for name in whole.namelist():
        if "linux-x86_64" in name or not name.startswith("jnilib/") or name.endswith(".properties"):
            part.writestr(name, whole.read(name))
shutil.move(jar + ".new", jar)
P
jar --create --file "$folder/lib/mipp.jar" -C toolkit/target/classes . || exit 1
jar --update --file "$folder/lib/mipp.jar" -C toolkit/target/test-classes org/mipp/benchmark || exit 1
jlink --add-modules java.base,java.logging,java.management,jdk.management,java.xml,java.desktop,jdk.unsupported,jdk.zipfs \
  --strip-java-debug-attributes --no-header-files --no-man-pages --compress=2 --output "$folder/java" || exit 1
cp "$here/prove.sh" toolkit/src/test/python/device_speed.py "$folder/"
tar czf "$folder.tar.gz.part" -C "$folder" . && mv "$folder.tar.gz.part" "$folder.tar.gz" || exit 1
packed=$(wc -c < "$folder.tar.gz" | awk '{ printf "%.0f", $1 / 1e6 }')
echo "pack: $(du -sm "$folder" | cut -f1) MB in $folder, $packed MB in $folder.tar.gz"
[ "$packed" -le $most ] || { echo "pack: expected at most $most MB" >&2; exit 1; }
