"""KSG-1 for KsgSpeed. Arguments: how (scipy or numba), file of little-endian doubles (rows of x, y), n, dx, dy, k, runs.

By SciPy's cKDTree; or by a loop over all pairs and float columns that numba compiles.

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


def by_trees(x, y, k):
    joint = numpy.hstack([x, y])
    radius = cKDTree(joint).query(joint, k + 1, p=numpy.inf, workers=-1)[0][:, k]
    return within(x, radius), within(y, radius)


def by_loop(x, y, k):
    import numba

    global compiled
    if compiled is None:
        compiled = numba.njit(parallel=True, fastmath=True)(loop)
    columns = [numpy.ascontiguousarray(variable.T, dtype=numpy.float32) for variable in (x, y)]
    return compiled(*columns, k)


compiled = None


def loop(x, y, k):
    """Counts for columns as float rows; the compiler makes vector instructions of the inner loops."""
    n = x.shape[1]
    counts_x = numpy.zeros(n, numpy.int64)
    counts_y = numpy.zeros(n, numpy.int64)
    for i in numba_range(n):
        along_x = numpy.zeros(n, numpy.float32)
        along_y = numpy.zeros(n, numpy.float32)
        for column in range(x.shape[0]):
            for j in range(n):
                along_x[j] = max(along_x[j], abs(x[column, j] - x[column, i]))
        for column in range(y.shape[0]):
            for j in range(n):
                along_y[j] = max(along_y[j], abs(y[column, j] - y[column, i]))
        nearest = numpy.full(k + 1, numpy.float32(numpy.inf))
        for j in range(n):
            distance = max(along_x[j], along_y[j])
            if distance < nearest[k]:
                at = k
                while at > 0 and nearest[at - 1] > distance:
                    nearest[at] = nearest[at - 1]
                    at -= 1
                nearest[at] = distance
        for j in range(n):
            counts_x[i] += along_x[j] < nearest[k]
            counts_y[i] += along_y[j] < nearest[k]
    return counts_x - 1, counts_y - 1


def ksg(counts, x, y, k):
    x = (x - x.mean(0)) / x.std(0)
    y = (y - y.mean(0)) / y.std(0)
    nx, ny = counts(x, y, k)
    return digamma(k) + digamma(len(x)) - (digamma(nx + 1) + digamma(ny + 1)).mean()


how, name, n, dx, dy, k, runs = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
if how == "numba":
    from numba import prange as numba_range
data = numpy.fromfile(name, "<f8").reshape(n, dx + dy)
seconds = []
for run in range(runs + 1):
    start = time.perf_counter()
    nats = ksg(by_trees if how == "scipy" else by_loop, data[:, :dx], data[:, dx:], k)
    seconds.append(time.perf_counter() - start)
    if run == 0:
        before = time.process_time()
processor = (time.process_time() - before) / runs
versions = f"Python {platform.python_version()}, NumPy {numpy.__version__}, SciPy {scipy.__version__}"
if how == "numba":
    import numba

    versions += f", numba {numba.__version__}"
print(versions)
print(f"{1e3 * sorted(seconds[1:])[runs // 2]:.1f} ({1e3 * processor:.1f});{nats:.6f}")
