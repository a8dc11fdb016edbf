"""Makes mistakes in cells of a running kernel 'Java (MIPP)' and checks that each is answered. Exit status 0 if so.

Run by NotebooksIT in the project's virtual environment.
"""

from kernel import Kernel, check

with Kernel() as kernel:
    # errors that the compiler marks as ending before they begin
    for code in ("int sum = List.of(1L).stream().mapToInt(Long::longValue).sum();",
                 "int first = 1;\nint sum = List.of(1L).stream().mapToInt(Long::longValue).sum();\nfirst + sum"):
        ran = kernel.run(code)
        error = "\n".join(ran.error)
        check(ran.status == "error" and "incompatible types" in error and "mapToInt" in error,
              f"a compile error in a method reference is printed: {ran.error}")
    ran = kernel.run("int number = \"text\";")
    check(ran.status == "error" and any("incompatible types" in line for line in ran.error), "an ordinary one is printed")
    kernel.ok("1 + 1", "the next cell works")
