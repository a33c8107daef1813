"""An aiocoap endpoint with OSCORE.

peer.py client URI FOLDER QUESTION...: asks for `small`, `large`, `late`, `store` and `observed` below the URI, prints a
line for each answer. peer.py server PORT FOLDER: has `small`, `store` and `observed`, prints `ready`. FOLDER holds the
security context.
"""

import asyncio
import sys

import aiocoap
from aiocoap import resource
from aiocoap.credentials import CredentialsMap
from aiocoap.oscore_sitewrapper import OscoreSiteWrapper

LARGE = b"They speak block by block. " * 120


async def ask(context, uri, question):
    def message(code, **more):
        return aiocoap.Message(code=code, uri=f"{uri}/{question}", **more)

    if question == "store":
        put = message(aiocoap.PUT, payload=LARGE, content_format=0)
        response = await context.request(put).response
        return str(response.code)
    if question == "observed":
        request = context.request(message(aiocoap.GET, observe=0))
        values = [(await request.response).payload.decode()]
        async for notification in request.observation:
            values.append(notification.payload.decode())
            break
        return " ".join(values)
    response = await context.request(message(aiocoap.GET)).response
    return f"{response.code} {response.payload.decode()}"


async def client(uri, folder, *questions):
    context = await aiocoap.Context.create_client_context()
    context.client_credentials.load_from_dict({f"{uri}/*": {"oscore": {"basedir": folder}}})
    for question in questions:
        try:
            answer = await asyncio.wait_for(ask(context, uri, question), 8)
        except Exception as failure:  # whatever it is, the trial is told
            answer = f"{type(failure).__name__}: {failure}"
        print(f"{question}: {answer}", flush=True)
    await context.shutdown()


class Small(resource.Resource):
    async def render_get(self, request):
        return aiocoap.Message(payload=b"hello from aiocoap", content_format=0)


class Store(resource.Resource):
    stored = b""

    async def render_put(self, request):
        self.stored = request.payload
        return aiocoap.Message(code=aiocoap.CHANGED)

    async def render_get(self, request):
        return aiocoap.Message(payload=self.stored, content_format=0)


class Observed(resource.ObservableResource):
    value = 0

    async def add_observation(self, request, observation):
        await super().add_observation(request, observation)
        asyncio.get_running_loop().call_later(0.3, self.change)

    def change(self):
        self.value += 1
        self.updated_state()

    async def render_get(self, request):
        return aiocoap.Message(payload=str(self.value).encode(), content_format=0)


async def server(port, folder):
    site = resource.Site()
    site.add_resource(["small"], Small())
    site.add_resource(["store"], Store())
    site.add_resource(["observed"], Observed())
    credentials = CredentialsMap()
    credentials.load_from_dict({":peer": {"oscore": {"basedir": folder}}})
    await aiocoap.Context.create_server_context(
        OscoreSiteWrapper(site, credentials), bind=("127.0.0.1", int(port)), server_credentials=credentials
    )
    print("ready", flush=True)
    await asyncio.get_running_loop().create_future()


asyncio.run({"client": client, "server": server}[sys.argv[1]](*sys.argv[2:]))
