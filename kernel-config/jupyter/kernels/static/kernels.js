// Kernels in JupyterLab: a notebook gets one when its first cell runs, not when it is opened.
//
// Every kernel is a Java of its own; whoever looks through ten tutorials should not pay for ten. JupyterLab has the words for it
// (a preference that no kernel should start), but no setting. Where a kernel runs already, as after a reload, it is found as
// before. Written by hand in the form in which JupyterLab loads extensions, like the figures beside it.
(() => {
  /**
   * Lets all cells that want a kernel while one is starting wait for it: 'Run all' asks for one on behalf of every cell, and
   * JupyterLab would run the first only. The cell that asks shows its star at once. After a reload it takes a while until the
   * kernel that is there already has been found: a cell that runs meanwhile waits for that instead of starting another.
   */
  function startOnce(session, notebook) {
    const start = session.startKernel.bind(session);
    let starting = null;
    session.startKernel = () => {
      if (!starting) {
        const asking = notebook.activeCell?.model;
        if (asking?.type === "code") asking.executionState = "running";
        starting = session.ready
          .then(() => session.session?.kernel ? false : start())
          .finally(() => { starting = null; });
      }
      return starting;
    };
    Object.defineProperty(session, "hasNoKernel", {
      get: () => starting !== null || session.kernelDisplayName === session.noKernelName,
    });
  }

  /** 'Restart and run all' starts the kernel that was there before; where none was yet, the one that the notebook names. */
  function restartAsStart(session) {
    const before = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(session), "prevKernelName")?.get;
    if (before) {
      Object.defineProperty(session, "prevKernelName", {
        get: () => before.call(session) || session.kernelPreference.name || "",
      });
    }
  }

  const plugin = {
    id: "mipp-kernels:plugin",
    description: "Starts a notebook's kernel when its first cell runs.",
    autoStart: true,
    activate: app => app.docRegistry.addWidgetExtension("Notebook", {
      createNew: (panel, { sessionContext }) => {
        sessionContext.kernelPreference = { ...sessionContext.kernelPreference, shouldStart: false };
        startOnce(sessionContext, panel.content);
        restartAsStart(sessionContext);
      },
    }),
  };

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["mipp-kernels"] = { init: () => {}, get: async () => () => ({ __esModule: true, default: plugin }) };
})();
