package org.mipp.figure.still;

import java.util.List;
import java.util.Map;

/**
 * What Plotly is given to draw: the still picture's only view of a figure.
 *
 * @param data the traces
 * @param layout axes, titles, legend
 * @param width in pixels
 * @param height in pixels
 */
public record PlotlyContent(List<Map<String, Object>> data, Map<String, Object> layout, int width, int height) {}
