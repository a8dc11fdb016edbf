"""Edits cells of a running kernel 'Java (MIPP)' and checks what is left of the variables made from them, and what is said.
Exit status 0 if all is well. Run by NotebooksIT in the project's virtual environment.
"""

from kernel import PLAIN, Kernel, check, progress_of


def notes(ran):
    """What is said of variables under a cell."""
    return [output.data[PLAIN] for output in ran.outputs if output.kind == "display_data" and not output.transient]


class Session:
    """Cells of one notebook, told by their numbers like [3]."""

    def __init__(self, kernel):
        self.kernel, self.number = kernel, 0

    def cell(self, code, status="ok"):
        self.number += 1
        ran = self.kernel.run(code)
        check(ran.status == status, f"[{self.number}] {code} {' '.join(ran.error)}")
        return ran

    def quiet(self, code, status="ok"):
        """A cell under which nothing is said of variables; its number."""
        said = notes(self.cell(code, status))
        check(said == [], f"nothing is said: {said}")
        return self.number

    def says(self, code, *lines, status="ok"):
        said = notes(self.cell(code, status))
        check(said == ["\n".join(lines)], f"it says: {said}")

    def gives(self, expression, expected):
        shown = [output.data[PLAIN] for output in self.cell(expression).outputs if output.kind == "execute_result"]
        check(shown == [expected], f"{expected}: {shown}")


def seeds_and_chains(s):
    net = s.quiet("var net = lenet5(); var digits = mnist().first(1_000, 100);")
    acts = s.quiet("var acts = capture(net, digits.sample(300));")
    masks = s.quiet("var masks = selectMasks(acts, keep(0.5));")
    s.quiet("var net = lenet5(); var digits = mnist().first(1_000, 100);")  # run again as it was
    acts = s.quiet("var acts = capture(net, digits.sample(300));")
    s.says("var net = lenet5(1);",
           f"acts and masks were made from an older net; run their cells [{masks}] and [{acts}] again to renew them")
    s.gives("selectMasks(acts, keep(0.5)).widths().equals(masks.widths())", "true")
    s.says("var acts = capture(net, digits.sample(300));",
           f"masks was made from an older acts; run its cell [{masks}] again to renew it")
    s.quiet("var masks = selectMasks(acts, keep(0.5));")
    s.quiet("var acts = capture(net, digits.sample(300));")


def primitives_and_written_types(s):
    s.quiet("long seed = 3;")
    cells = [s.quiet(code) for code in ("var twice = seed * 2;", "double half = seed / 2.0;", "long[] three = {seed, 1, 2};")]
    s.says("long seed = 5;", "twice, half and three were made from an older seed;"
           f" run their cells [{cells[0]}], [{cells[1]}] and [{cells[2]}] again to renew them")
    s.gives('twice + " " + half + " " + three[0]', "6 1.5 3")
    # the initialiser sees what there was before: also the variable itself, and what was made from it
    s.says("long seed = twice + seed;", "twice, half and three were made from an older seed;"
           f" run their cells [{cells[0]}], [{cells[1]}] and [{cells[2]}] again to renew them")
    s.gives("seed", "11")
    s.quiet("twice = seed * 2;")  # an assignment renews too
    s.says("long seed = 0;", "twice, half and three were made from an older seed;"
           f" run their cells [{cells[0]}], [{cells[1]}] and [{cells[2]}] again to renew them")


def lambdas_methods_and_classes(s):
    s.quiet("int k = 3;")
    s.quiet("var x = Matrix.of(new double[][] {{1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {11}, {12}, {14}});")
    mine = s.quiet("MiEstimator mine = (x, y) -> ksg(k).estimate(x, y);")
    b = s.quiet("var b = measure(mine, x, x);")
    s.says("MiEstimator mine = (x, y) -> 2 * ksg(k).estimate(x, y);",
           f"b was made from an older mine; run its cell [{b}] again to renew it")
    mine = s.number
    s.gives("b.toString().startsWith(\"yours: \")", "true")
    s.says("int k = 2;", f"mine and b were made from an older k; run their cells [{b}] and [{mine}] again to renew them")
    s.quiet("double shrunk(double value) { return value / k; }")
    c = s.quiet("var c = shrunk(12);")
    s.says("double shrunk(double value) { return value / k / 3; }",
           f"c was made from an older shrunk; run its cell [{c}] again to renew it")
    s.gives("c", "6.0")
    text = 'String text() { return "a  b"; }'
    s.quiet(text)
    g = s.quiet("var shown = text();")
    s.quiet(f"// as above\n{text} // or not")
    s.says(text.replace("  ", " "), f"shown was made from an older text; run its cell [{g}] again to renew it")
    s.says("int k = 4;", "mine, b and c were made from an older k;"
           f" run their cells [{b}], [{mine}] and [{c}] again to renew them")

    own = "class Own implements MiEstimator { public double estimate(Matrix x, Matrix y) { return %d; } }"
    s.quiet(own % 1)
    d = s.quiet("MiEstimator own = new Own(); Own bare = new Own(); var all = List.of(new Own()); var e = own.estimate(x, x);")
    s.quiet(own % 1)
    s.says(own % 2, f"own and e were made from an older Own; run their cell [{d}] again to renew them",
           f"bare and all were reset, because Own has changed; run their cell [{d}] again")
    s.gives("own.estimate(x, x) + e", "2.0")
    s.gives("bare == null", "true")
    s.quiet("MiEstimator own = new Own(); Own bare = new Own(); var all = List.of(new Own()); var e = own.estimate(x, x);")
    s.gives("all.get(0).estimate(x, x) + e", "4.0")

    s.quiet("record Pair(int one, int other) {}")
    p = s.quiet("var pair = new Pair(1, 2); var sum = pair.one() + pair.other();")
    s.says("record Pair(int one, int other) { int third() { return 3; } }",
           f"sum was made from an older Pair; run its cell [{p}] again to renew it",
           f"pair was reset, because Pair has changed; run its cell [{p}] again")
    s.gives("sum", "3")
    s.says("record Pair(int one, int other, int third) {}",  # with which the cell would not compile
           f"pair and sum were reset, because Pair has changed; run their cell [{p}] again")
    s.quiet("int whole() { return 7; }")
    f = s.quiet("var number = whole();")
    s.says("double whole() { return 7.5; }", f"number was made from an older whole; run its cell [{f}] again to renew it")
    s.gives("number", "7.0")


def types_that_are_not_ours(s):
    s.quiet('var words = new TreeMap<String, List<Integer>>(Map.of("one", List.of(1, 2)));')
    lengths = s.quiet("var lengths = words.keySet().stream().map(String::length).toList();")
    builder = s.quiet("StringBuilder text = new StringBuilder(words.toString());")
    s.says('var words = new TreeMap<String, List<Integer>>(Map.of("three", List.of(1, 2)));', "lengths and text were made"
           f" from an older words; run their cells [{lengths}] and [{builder}] again to renew them")
    s.gives('lengths + " " + text', "[3] {one=[1, 2]}")
    s.says('var words = "another type";',
           f"text was made from an older words; run its cell [{builder}] again to renew it",
           f"lengths was reset, because words has changed; run its cell [{lengths}] again")
    s.says('var words = new TreeMap<String, List<Integer>>(Map.of("three", List.of(1, 2)));', "lengths and text were made"
           f" from an older words; run their cells [{lengths}] and [{builder}] again to renew them")
    s.gives("lengths", "[3]")  # it fits again


def cells_that_fail(s):
    s.quiet('String name = "a";')
    longer = s.quiet('var longer = name + "b";')
    s.says("String name = nowhere();", "name keeps its old value", status="error")
    s.says("String name = List.<String>of().get(0);", "name keeps its old value", status="error")
    s.gives('name + longer', "aab")
    s.quiet("int size(String text) { return text.length(); }")
    length = s.quiet("var length = size(name);")
    s.quiet('int size(String text) { return "no number"; }', status="error")
    s.gives("length + size(longer)", "3")
    s.quiet("String never = List.<String>of().get(0);", status="error")
    s.says("int name = List.<Integer>of().get(0);",
           f"longer was made from an older name; run its cell [{longer}] again to renew it",
           f"name was reset, because the type is another now; run its cell [{s.number + 1}] again",
           f"length was reset, because name has changed; run its cell [{length}] again", status="error")
    s.gives("longer", "ab")


def brings_ambiguity(s, names, ambiguous, second, *variables):
    """One line says so of these variables, those made from them too, and no other line of what is lost."""
    ran = notes(s.cell(f"import {names};"))
    unusable, problem = ran[0].split(f" cannot be used now: reference to {ambiguous} is ambiguous, ")
    check(len(ran) == 1 and set(variables) <= set(unusable.replace(" and ", ", ").split(", ")), f"{variables}: {unusable}")
    check(second in problem and problem.endswith("import the one that you mean by its name"), problem)


def imports(s):
    kept = s.quiet("List<Integer> numbers = List.of(1); Dataset data = digits; var some = data.sample(10);")
    s.quiet("var many = numbers.size();")
    for names in ("ai.djl.ndarray.*", "ai.djl.ndarray.types.*", "ai.djl.*", "ai.djl.nn.*", "javax.swing.*"):
        s.quiet(f"import {names};")
    brings_ambiguity(s, "java.awt.*", "List", "java.awt.List", "numbers", "many")
    s.quiet("import java.util.List;")
    s.gives("numbers.size() == many", "true")
    brings_ambiguity(s, "ai.djl.training.dataset.*", "Dataset", "ai.djl.training.dataset.Dataset", "data", "some")
    s.quiet("import org.mipp.data.Dataset;")
    s.gives("data == digits && some.size() == 10", "true")


def memory(s):
    """Six arrays of 160 MB, one after the other, in a heap of 700 MB."""
    s.quiet("var large = new double[20_000_000]; var last = large.length;")
    for more in range(6):
        s.says(f"var large = new double[20_000_000 + {more + 1}];",
               f"last was made from an older large; run its cell [{s.number - more}] again to renew it")
    s.quiet("large = null;")


def interrupts(s):
    s.quiet("var trained = train(lenet5(), digits, epochs(1));")
    s.number += 1
    ran = s.kernel.run("var trained = train(lenet5(), digits, epochs(500));", interrupt_when=progress_of)
    check(ran.status == "error" and notes(ran) == ["trained keeps its old value"], f"interrupted: {notes(ran)}")
    s.gives("trained.network().architecture().name()", "LeNet5")


with Kernel() as kernel:
    session = Session(kernel)
    for part in (seeds_and_chains, primitives_and_written_types, lambdas_methods_and_classes, types_that_are_not_ours,
                 cells_that_fail, imports, memory, interrupts):
        part(session)
