// Figures in JupyterLab: alive as soon as they are in sight, as wide as their cell, in the colours of the page.
//
// plotly's own extension shows the still picture of an output until the mouse comes, and then writes a picture of its own into
// the notebook. This one lets plotly's renderer draw at once and leaves the notebook as it is, so that its stills, which GitHub
// and nbconvert show, are those of the kernel. Written by hand in the form in which JupyterLab loads extensions (a container of
// webpack's module federation), because it needs no library and nothing has to be built. Without plotly it does nothing.
(() => {
  const TYPE = "application/vnd.plotly.v1+json";
  const NARROWEST = 480; // pixels; a cell that is narrower is scrolled
  const AHEAD = "300px"; // figures so far below or above the window are drawn already
  const DARK = 18; // of red, green and blue: the page of a dark theme
  const LEAST_CONTRAST = 3; // of WCAG 2.1 for graphics

  const isDark = () => document.body.dataset.jpThemeLight === "false";
  const hex = channels => "#" + channels.map(c => Math.round(c).toString(16).padStart(2, "0")).join("");
  const grey = channel => hex([channel, channel, channel]);

  const luminance = channels => channels
    .map(c => c / 255).map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = channels => (luminance(channels) + 0.05) / (luminance([DARK, DARK, DARK]) + 0.05);

  /** A colour of a figure made for white paper, on a dark page: greys turned round, others only as much lighter as they must. */
  function onDark(colour) {
    let channels = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
    if (Math.max(...channels) - Math.min(...channels) < 8) {
      return grey(255 - (channels[0] * (255 - DARK)) / 255);
    }
    while (contrast(channels) < LEAST_CONTRAST) {
      channels = channels.map(c => c + (255 - c) / 10);
    }
    return hex(channels);
  }

  /** A copy with all colours of the form #RRGGBB changed, but those of traces that are pictures. */
  function darkened(value) {
    if (value?.meta === "picture") return value;
    if (typeof value === "string") return /^#[0-9a-f]{6}$/i.test(value) ? onDark(value) : value;
    if (Array.isArray(value)) return value.map(darkened);
    return value && typeof value === "object"
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, darkened(inner)]))
      : value;
  }

  /** What plotly takes for granted, on a dark page; for figures that do not say it. */
  const axis = { gridcolor: grey(60), linecolor: grey(140), zerolinecolor: grey(90) };
  const DARK_TEMPLATE = { layout: {
    paper_bgcolor: grey(DARK), plot_bgcolor: grey(DARK), font: { color: grey(223) }, xaxis: axis, yaxis: axis,
    sliderdefaults: { bgcolor: grey(60), bordercolor: grey(90), activebgcolor: grey(140), tickcolor: grey(140) },
  } };

  /** A figure as it looks on this page; one with a template has a look of its own. */
  function shown(figure, width) {
    const own = figure.layout.template === undefined;
    const { data, layout } = structuredClone(own && isDark() ? darkened(figure) : figure);
    if (own && isDark()) layout.template = DARK_TEMPLATE;
    if (layout.autosize && width > 0) layout.width = width;
    layout.height ??= 360;
    return { data, layout, config: figure.config, frames: figure.frames };
  }

  function liveFigures(RenderedPlotly) {
    let plotly = null;
    /** Plotly itself, which the other extension loads with its first graph. */
    const load = () => (plotly ??= Promise.resolve(
      new RenderedPlotly({ mimeType: TYPE }).createGraph({ data: { [TYPE]: { data: [], layout: {} } } }),
    ).then(() => RenderedPlotly.Plotly));
    (window.requestIdleCallback ?? setTimeout)(load); // so that the first figure does not wait for it

    const inSight = new IntersectionObserver(
      entries => entries.filter(entry => entry.isIntersecting).forEach(entry => entry.target.mippFigure?.draw()),
      { rootMargin: AHEAD },
    );
    const resized = new ResizeObserver(entries => entries.forEach(entry => entry.target.mippFigure?.fitWidth()));
    const drawn = new Set();
    new MutationObserver(() => drawn.forEach(figure => figure.draw()))
      .observe(document.body, { attributeFilter: ["data-jp-theme-light"] });

    return class LiveFigure extends RenderedPlotly {
      renderModel(model) {
        if (model.data["image/png"] == null) return super.renderModel(model); // plotly adds a picture
        this.figure = model.data[TYPE];
        this.picture = model.data["image/png"];
        this.node.mippFigure = this;
        this.node.style.minHeight = `${this.figure.layout.height ?? 360}px`;
        if (drawn.has(this)) return this.draw();
        inSight.observe(this.node);
        return Promise.resolve();
      }

      async draw() {
        inSight.unobserve(this.node);
        try {
          const Plotly = await load();
          const { data, layout, config, frames } = shown(this.figure, this.room());
          await Plotly.react(this.node, data, layout, config);
          if (frames) await Plotly.addFrames(this.node, frames);
          drawn.add(this);
          this.hideImage();
          resized.observe(this.node);
          this.fitWidth(); // the cell may have become wider or narrower meanwhile
        } catch (error) {
          console.error("a figure cannot be drawn, its still picture is shown", error);
          this.updateImage(this.picture);
        }
      }

      room() {
        return this.node.clientWidth && Math.max(NARROWEST, this.node.clientWidth);
      }

      fitWidth() {
        const width = this.room();
        if (this.figure.layout.autosize && width && width !== this.node.layout.width) {
          RenderedPlotly.Plotly.relayout(this.node, { width });
        }
      }

      onUpdateRequest(message) {
        if (!this.figure) super.onUpdateRequest(message); // which would draw all of it once more
      }

      dispose() {
        inSight.unobserve(this.node);
        resized.unobserve(this.node);
        drawn.delete(this);
        super.dispose();
      }
    };
  }

  async function install() {
    const container = window._JUPYTERLAB["jupyterlab-plotly"];
    if (container) {
      const { rendererFactory, RenderedPlotly } = (await container.get("./mimeExtension"))();
      const LiveFigure = liveFigures(RenderedPlotly);
      rendererFactory.createRenderer = options => new LiveFigure(options);
    }
    return () => ({ __esModule: true, default: [] }); // no renderer beside plotly's
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["mipp-figures"] = { init: () => {}, get: install };
})();
