"""How the size of the kernel's heap is chosen. Run by InstallerIT, or by itself: needs Python only."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "kernel-config"))

import heap  # noqa: E402


class HeapTest(unittest.TestCase):

    def test_what_is_asked_for_is_taken_wherever_it_stands(self):
        self.assertEqual((["lab"], 1024), heap.take(["lab", "--heap", "1g"]))
        self.assertEqual((["lab"], 700), heap.take(["--heap=700M", "lab"]))
        self.assertEqual((["lab"], None), heap.take(["lab"]))
        self.assertEqual(([], None), heap.take([]))

    def test_the_machine_decides_at_a_desk_and_nobody_in_images_and_tests(self):
        self.assertEqual(700, heap.by_machine("lab", 2_000))
        self.assertEqual(2_000, heap.by_machine("lab", 8_000))
        self.assertEqual(4_096, heap.by_machine("lab", 64_000))
        self.assertEqual(700, heap.by_machine("lab", 0), "a machine that does not say")
        for word in ("here", "test", "update"):
            self.assertEqual(700, heap.by_machine(word, 64_000))

    def test_what_is_no_size_is_refused(self):
        for wrong in ("", "4", "4t", "-1g", "lots"):
            self.assertEqual(f"\nmipp: --heap: expected a size such as 4g or 1500m, got '{wrong}'", self.refusal(wrong))
        self.assertEqual("\nmipp: --heap: expected at least 256m, got 100m; the tutorials need 700m", self.refusal("100m"))
        self.assertIn("MB of this machine, got 9999999m", self.refusal("9999999m"))

    def refusal(self, given):
        with self.assertRaises(SystemExit) as refused:
            heap.take(["lab", "--heap", given])
        return str(refused.exception)


if __name__ == "__main__":
    unittest.main(verbosity=2)
