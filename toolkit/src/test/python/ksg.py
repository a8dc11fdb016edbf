"""KSG-1 by SciPy's cKDTree, for KsgSpeed. Arguments: file of little-endian doubles (rows of x, y), n, dx, dy, k, runs.

Prints the versions; then the median milliseconds of the runs after one that does not count, in brackets the mean
processor time of all threads; and the estimate in nats.
"""

import platform
import sys
import time

import numpy
import scipy
from scipy.spatial import cKDTree
from scipy.special import digamma


def within(points, radius):
    """Counts other points strictly nearer than a radius; on a line by sorting, which is faster than a tree there."""
    radius = radius * (1 - 1e-12)  # one rounding of a sum must not let the k-th neighbour in
    if points.shape[1] == 1:
        line = numpy.sort(points[:, 0])
        first = numpy.searchsorted(line, points[:, 0] - radius, side="left")
        return numpy.searchsorted(line, points[:, 0] + radius, side="right") - first - 1
    return cKDTree(points).query_ball_point(points, radius, p=numpy.inf, workers=-1, return_length=True) - 1


def ksg(x, y, k):
    x = (x - x.mean(0)) / x.std(0)
    y = (y - y.mean(0)) / y.std(0)
    joint = numpy.hstack([x, y])
    radius = cKDTree(joint).query(joint, k + 1, p=numpy.inf, workers=-1)[0][:, k]
    terms = digamma(within(x, radius) + 1) + digamma(within(y, radius) + 1)
    return digamma(k) + digamma(len(x)) - terms.mean()


name, n, dx, dy, k, runs = sys.argv[1], *map(int, sys.argv[2:])
data = numpy.fromfile(name, "<f8").reshape(n, dx + dy)
seconds = []
for run in range(runs + 1):
    start = time.perf_counter()
    nats = ksg(data[:, :dx], data[:, dx:], k)
    seconds.append(time.perf_counter() - start)
    if run == 0:
        before = time.process_time()
processor = (time.process_time() - before) / runs
print(f"Python {platform.python_version()}, NumPy {numpy.__version__}, SciPy {scipy.__version__}")
print(f"{1e3 * sorted(seconds[1:])[runs // 2]:.1f} ({1e3 * processor:.1f});{nats:.6f}")
