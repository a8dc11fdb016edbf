# Read by `run` and `test`: says plainly which of Java, Maven and Python is missing, then hands over to Python.
here=$(cd "$(dirname "$0")" && pwd)
missing=""
if [ -n "$JAVA_HOME" ]; then java="$JAVA_HOME/bin/java"; else java=java; fi
command -v "$java" >/dev/null 2>&1 || missing="$missing
  - a Java development kit, version 17 or newer (apt install openjdk-17-jdk-headless)"
command -v mvn >/dev/null 2>&1 || missing="$missing
  - Maven (apt install maven)"
command -v python3 >/dev/null 2>&1 || missing="$missing
  - Python 3.10 or newer (apt install python3 python3-venv)"
if [ -n "$missing" ]; then
  echo "This needs, and did not find:$missing" >&2
  exit 1
fi
