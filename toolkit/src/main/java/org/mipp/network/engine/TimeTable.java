package org.mipp.network.engine;

/**
 * How long a layer takes at some numbers of inputs and outputs; in between it is interpolated along both.
 *
 * @param inputs numbers of channels that it reads, ascending
 * @param outputs numbers of channels that it makes, ascending; one number where these are those that it reads
 * @param nanoseconds by both
 */
record TimeTable(int[] inputs, int[] outputs, double[][] nanoseconds) {

    double at(int in, int out) {
        int i = cell(inputs, in);
        int j = cell(outputs, out);
        double x = share(inputs, i, in);
        double y = share(outputs, j, out);
        int k = Math.min(i + 1, inputs.length - 1);
        int l = Math.min(j + 1, outputs.length - 1);
        return (1 - x) * ((1 - y) * nanoseconds[i][j] + y * nanoseconds[i][l])
                + x * ((1 - y) * nanoseconds[k][j] + y * nanoseconds[k][l]);
    }

    private static int cell(int[] grid, int value) {
        int at = 0;
        while (at + 2 < grid.length && grid[at + 1] <= value) {
            at++;
        }
        return at;
    }

    /** How far between two places of the grid; that of the first where a value lies before it. */
    private static double share(int[] grid, int at, int value) {
        return at + 1 < grid.length ? Math.max(0, (double) (value - grid[at]) / (grid[at + 1] - grid[at])) : 0;
    }

    /** The same, more channels taking no less. */
    TimeTable rising() {
        for (int i = 0; i < inputs.length; i++) {
            for (int j = 0; j < outputs.length; j++) {
                double before = Math.max(i > 0 ? nanoseconds[i - 1][j] : 0, j > 0 ? nanoseconds[i][j - 1] : 0);
                nanoseconds[i][j] = Math.max(nanoseconds[i][j], before);
            }
        }
        return this;
    }
}
