"""Spark for the kernel 'Java (MIPP, Spark)': its jars, which nobody else downloads, and the kernel that has them."""

import json
import os
import shutil
import tempfile
from pathlib import Path

from command import UTF8, in_utf8, install

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
KERNEL = "mipp-spark"
NOTEBOOK = ROOT / "notebooks" / "cluster.ipynb"
VERSION = "4.2.0"  # tested with; the module is compiled against the first 4
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>org.mipp</groupId><artifactId>spark-jars</artifactId><version>1</version><dependencies><dependency>
<groupId>org.apache.spark</groupId><artifactId>spark-sql_2.13</artifactId><version>{version}</version><exclusions>
<exclusion><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j2-impl</artifactId></exclusion>
</exclusions></dependency></dependencies></project>
"""  # the toolkit's logger stays the only one
OPENS = ("java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent"
         " java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar").split()
ENVIRONMENT = {  # Spark starts executors of this machine where a folder looks like its own
    "SPARK_SCALA_VERSION": "2.13",
    "SPARK_LOCAL_IP": "127.0.0.1",
    "JJAVA_STARTUP_SCRIPT": "import org.mipp.spark.*; import static org.mipp.spark.Clusters.*;",
}


def java_options():
    """What Spark needs of Java 17: org.apache.spark.launcher.JavaModuleOptions."""
    return [word for package in OPENS for word in ("--add-opens", f"java.base/{package}=ALL-UNNAMED")] + [
        "--add-opens", "java.security.jgss/sun.security.krb5=ALL-UNNAMED"]


def install_jars(installer, home):
    """Spark's jars of the tested version, once; the module's own jar always."""
    version = os.environ.get("MIPP_SPARK_VERSION", VERSION)
    release, fresh = home / "RELEASE", home.with_name("spark.new")
    if not release.exists() or release.read_text() != version:  # what was there before stays until the new one is complete
        shutil.rmtree(fresh, ignore_errors=True)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "pom.xml").write_text(POM.format(version=version))
            install(f"downloading Spark {version}, 278 MB", installer.downloads, *in_utf8(HERE), installer.maven,
                    "--batch-mode", "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fresh / 'jars'}",
                    cwd=folder, **installer.variables())
        (fresh / "RELEASE").write_text(version)
        shutil.rmtree(home, ignore_errors=True)
        fresh.rename(home)
    install("building the toolkit for Spark", installer.downloads, *in_utf8(HERE), installer.maven, "--batch-mode", "-Pspark",
            "-pl", "toolkit/spark", "-am", "-Dmaven.test.skip=true", "package", cwd=ROOT, **installer.variables())
    own = home / "mipp"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir()
    for jar in (ROOT / "toolkit" / "spark" / "target").glob("mipp-toolkit-spark-*.jar"):
        shutil.copy(jar, own)


def install_kernel(installer, home):
    """The toolkit's kernel, with Spark before it on the class path: Spark refuses a Jackson newer than its own."""
    specification = json.loads((installer.kernels / "mipp" / "kernel.json").read_text())
    classes = os.pathsep.join((folder / "*").as_posix() for folder in (home / "jars", home / "mipp", installer.libraries))
    argv = specification["argv"]
    argv[argv.index("-jar"):argv.index("-jar")] = java_options()
    argv.insert(argv.index("-jar"), "-Dorg.slf4j.simpleLogger.log.org.apache.spark=off")  # a call that fails says it itself
    specification["argv"] = [word.replace("LogLevel=warn", "LogLevel=error") for word in argv]
    specification["display_name"] = "Java (MIPP, Spark)"
    specification["env"].update(ENVIRONMENT, SPARK_HOME=str(home), JJAVA_CLASSPATH=classes, MIPP_CLASSPATH=classes)
    folder = installer.kernels / KERNEL
    folder.mkdir(parents=True, exist_ok=True)
    (folder / UTF8).write_text((HERE / UTF8).read_text())
    (folder / "kernel.json").write_text(json.dumps(specification, indent=2))


def add(installer):
    """Adds Spark to an environment where the toolkit is installed."""
    home = installer.libraries.with_name("spark")
    install_jars(installer, home)
    install_kernel(installer, home)
    print(f"mipp: kernel 'Java (MIPP, Spark)' installed, {installer.downloads.megabytes:.0f} MB downloaded in all")
