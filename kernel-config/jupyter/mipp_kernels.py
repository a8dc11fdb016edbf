"""Kernels as JupyterLab's server keeps them: one in which nothing has run ends by itself, one that ran something never does.

A kernel in which nothing ran holds nothing: it ends when nobody looks at it any more, or when it has been idle for a while.
One in which something ran may hold variables: it stays, is listed under 'Running Terminals and Kernels', and ends by a click.
"""

from jupyter_client.session import Session
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from traitlets import Integer, default


class FrugalKernels(AsyncMappingKernelManager):
    """The server's kernels. What is configured of culling holds only for those in which nothing has run."""

    abandoned_timeout = Integer(
        10, config=True, help="Seconds until a kernel in which nothing ran ends after the last one who looked has gone; a reload"
                              " of the page is shorter.")

    def __init__(self, **options):
        super().__init__(**options)
        self.watched = {}  # kernels in which nothing has run yet, each with the stream of its messages

    @default("cull_idle_timeout")
    def _default_cull_idle_timeout(self):
        return 300

    @default("cull_interval")
    def _default_cull_interval(self):
        return 60

    @default("cull_connected")
    def _default_cull_connected(self):
        return True

    def start_watching_activity(self, kernel_id):
        super().start_watching_activity(kernel_id)
        self._watch(kernel_id)

    async def restart_kernel(self, kernel_id, now=False):
        answer = await super().restart_kernel(kernel_id, now=now)
        self._watch(kernel_id)  # it holds nothing any more
        return answer

    def _watch(self, kernel_id):
        """Looks at a kernel's messages until one is about something that it was asked to execute."""
        self._unwatch(kernel_id)
        kernel = self._kernels[kernel_id]
        session = Session(config=kernel.session.config, key=kernel.session.key)
        stream = self.watched[kernel_id] = kernel.connect_iopub()

        def note(parts):
            _, message = session.feed_identities(parts)
            parent = session.deserialize(message, content=False).get("parent_header") or {}
            if parent.get("msg_type") == "execute_request":
                self._unwatch(kernel_id)

        stream.on_recv(note)

    def stop_watching_activity(self, kernel_id):
        self._unwatch(kernel_id)
        super().stop_watching_activity(kernel_id)

    def _unwatch(self, kernel_id):
        stream = self.watched.pop(kernel_id, None)
        if stream is not None and not stream.closed():
            stream.close()

    def notify_disconnect(self, kernel_id):
        super().notify_disconnect(kernel_id)
        IOLoop.current().call_later(self.abandoned_timeout, self._end_if_abandoned, kernel_id)

    async def _end_if_abandoned(self, kernel_id):
        if kernel_id in self.watched and not self._kernel_connections.get(kernel_id):
            self.log.info("Kernel %s ends: nothing has run in it, and nobody looks at it", kernel_id)
            await self.shutdown_kernel(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id):
        if kernel_id in self.watched or getattr(self._kernels[kernel_id], "execution_state", None) == "dead":
            await super().cull_kernel_if_idle(kernel_id)
