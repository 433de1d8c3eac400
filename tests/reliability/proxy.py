"""One address for several processes, as a balancer gives it: each request to the next of them that answers."""

import itertools

import aiohttp
from aiohttp import web

HOP_BY_HOP = frozenset({"host", "content-length", "connection", "transfer-encoding"})


class RoundRobin:
    """`ports`: where the processes listen, on this machine. `served` counts the requests each has answered."""

    def __init__(self, ports: list[int]) -> None:
        self._ports = ports
        self._turns = itertools.cycle(range(len(ports)))
        self._runner: web.AppRunner | None = None
        self._http: aiohttp.ClientSession | None = None
        self.served = dict.fromkeys(ports, 0)

    async def start(self, port: int) -> None:
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        if self._http is not None:
            await self._http.close()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, first = await request.read(), next(self._turns)
        for port in self._ports[first:] + self._ports[:first]:
            status = await self._ask(port, request, body)
            if status is not None:
                self.served[port] += 1
                return web.Response(status=status)
        return web.Response(status=502)

    async def _ask(self, port: int, request: web.Request, body: bytes) -> int | None:
        """The status; None when nobody answers at that port."""
        assert self._http is not None
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP}
        url = f"http://127.0.0.1:{port}{request.path_qs}"
        try:
            async with self._http.request(request.method, url, data=body, headers=headers) as answer:
                return answer.status
        except aiohttp.ClientError:
            return None
