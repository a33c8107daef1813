import { afterEach, describe, expect, it } from 'vitest'
import { udpNetwork } from '#net'
import { type Calling, call, hasIpv6 } from '../cli.fixture.ts'

const ipv6 = await hasIpv6(udpNetwork())
if (!ipv6) console.warn('this machine has no ::1: a client over IPv6 is not tried')

const served: Calling[] = []
afterEach(async () => {
  for (const calling of served) calling.interrupt()
  await Promise.all(served.splice(0))
})

const patience = { timeout: 20_000 }

/** A served peer, and what it answers to a line from then on. */
async function serve(...words: readonly string[]) {
  const calling = call(['serve', ...words])
  served.push(calling)
  await expect.poll(() => calling.written(), patience).toContain('listens at')
  const told = async (line: string, answer: string | RegExp): Promise<void> => {
    const from = calling.written().length
    calling.type(line)
    await expect.poll(() => calling.written().slice(from), patience).toMatch(answer)
  }
  const address = /coap:\/\/(\[::1\]:\d+|[\d.:]+)/.exec(calling.written())?.[1] ?? ''
  return { calling, told, address }
}

const loopback = ['--listen', '127.0.0.1:0'] as const
const aServer = () => serve('--as', 'server', ...loopback)
const aClient = (to: { address: string }, endpoint: string) =>
  serve('--as', 'client', '--server', to.address, '--endpoint', endpoint, ...loopback)

describe('a served peer', () => {
  it('takes lines as Client and as Server, and shows what they bring', async () => {
    const server = await aServer()
    await server.told('read /3/0/0', 'read /3/0/0: nobody is registered\n')
    const client = await aClient(server, 'desk')
    await expect.poll(() => ask(client, 'status'), patience).toContain('status: registered\n')
    await server.told('clients', /clients:\n {2}desk at 127\.0\.0\.1:\d+, lifetime 86400 s\n/)
    await server.told('read /3/0/0', 'read /3/0/0: 2.05 Content\n  /3/0/0 = "Open Interop"\n')
    await server.told('read desk /3/0/9999', 'read desk /3/0/9999: 4.04 Not Found\n')
    await server.told('write /3/0/15 "Asia/Tokyo"', 'write /3/0/15 "Asia/Tokyo": 2.04 Changed\n')
    await client.told('read /3/0/15', 'read /3/0/15:\n  /3/0/15 = "Asia/Tokyo"\n')
    await server.told('discover /4', /discover \/4: 2\.05 Content\n {2}<\/4>/)
    await server.told('attributes /6/0/5 pmin=0', 'attributes /6/0/5 pmin=0: 2.04 Changed\n')
    await server.told('observe /6/0/5 text', 'observe /6/0/5 text: 2.05 Content\n  /6/0/5 = 1367491215\n')
    await client.told('set /6/0/5 1700000000', 'set /6/0/5 1700000000: /6/0/5 = 1700000000\n')
    await expect
      .poll(() => server.calling.written(), patience)
      .toContain('notification of desk /6/0/5: 2.05 Content\n  /6/0/5 = 1700000000\n')
    await server.told('cancel /6/0/5', 'cancel /6/0/5: 2.05 Content\n')
    await client.told('send /6/0/5', 'send /6/0/5: 2.04 Changed\n')
    expect(server.calling.written()).toContain('sent by desk:\n  /6/0/5 = 1700000000\n')
    await client.told('update', 'update: registered\n')
    await client.told('deregister', 'deregister: not registered\n')
    await server.told('clients', 'clients: nobody is registered\n')
    await client.told('register', 'register: registered\n')
    await server.told('execute /1/0/4', 'execute /1/0/4: 2.04 Changed\n')
  })

  it.skipIf(!ipv6).each([
    ['--server', 'coap://', undefined],
    ['--bootstrap', '', 'coap://[::1]:'],
    ['--bootstrap', '', 'coap://127.0.0.1:'],
  ])('reaches %s at an IPv6 address by one of its own', async (flag, scheme, sent) => {
    const server = await serve('--as', 'server', '--listen', sent?.includes('127') ? loopback[1] : '[::1]:0')
    const bootstrap =
      sent === undefined
        ? server
        : await serve('--as', 'bootstrap', '--server', server.address, '--listen', '[::1]:0')
    const client = await serve('--as', 'client', flag, `${scheme}${bootstrap.address}`)
    expect(client.calling.written()).toContain('listens at coap://[::]:')
    await expect.poll(() => ask(client, 'status'), patience).toContain('status: registered\n')
  })

  it('asks which of several clients is meant', async () => {
    const server = await aServer()
    for (const name of ['left', 'right']) {
      const client = await aClient(server, name)
      await expect.poll(() => ask(client, 'status'), patience).toContain('status: registered\n')
    }
    await server.told('read /3/0/1', 'several clients are registered: name one before the path')
    await server.told('read right /3/0/1', '/3/0/1 = "Reference Client"\n')
    await server.told('read middle /3/0/1', 'middle is not registered')
  })

  it('gives accounts as Bootstrap-Server, and bootstraps as Client', async () => {
    const server = await aServer()
    const bootstrap = await serve('--as', 'bootstrap', '--server', server.address, ...loopback)
    await bootstrap.told('clients', 'clients:\n  reference-client: provisioned\n')
    await bootstrap.told('provision desk', `provision desk: gives them coap://${server.address}\n`)
    const client = await serve(
      ...['--as', 'client', '--bootstrap', bootstrap.address, '--endpoint', 'desk', ...loopback],
    )
    await expect.poll(() => ask(bootstrap, 'clients'), patience).toContain('desk: finished\n')
    await expect.poll(() => ask(client, 'status'), patience).toContain('status: registered\n')
    await client.told('bootstrap', 'bootstrap: rebooted without its server account\n')
    await expect.poll(() => ask(client, 'status'), patience).toContain('status: registered\n')
    await client.told('reboot', 'reboot: rebooted\n')
  })

  it.each([
    ['', ''],
    ['dance', 'dance: there is no "dance" here; help shows what there is\n'],
    ['toString', 'there is no "toString" here'],
    ['set /3/0/13', 'set /3/0/13: write it as: set PATH VALUE\n'],
    ['set /3/0/13 soon', '/3/0/13 is of type time: "soon" is no decimal integer of 64 bits\n'],
    ['set /3/0/99 1', 'it has no value at /3/0/99'],
    ['set /0/0/0 coap://192.0.2.9', 'it has no value at /0/0/0'],
    ['set /6/0/4 0g', '/6/0/4 is of type opaque: "0g" is no hexadecimal\n'],
    ['read three', '"three" is no LwM2M path'],
    ['read "/3', 'that is not closed'],
    ['\u001b[2Jupdate', 'there is no "\ufffd[2Jupdate" here'],
    ['update', 'update: it is not registered\n'],
    ['bootstrap', 'it knows no bootstrap-server'],
    ['send /3/0/13', 'it is not registered'],
    ['help', /help:\n {2}status +Tell whether it is registered\n[\s\S]*\n {2}quit +End, as Ctrl-C does\n/],
  ])('answers %j in one message', async (line, answer) => {
    const client = await aClient({ address: '127.0.0.1:9' }, 'alone')
    const from = client.calling.written().length
    await client.told(line, answer)
    if (typeof answer === 'string')
      expect(client.calling.written().slice(from).split('\n').length).toBeLessThanOrEqual(2)
  })

  it('ends by quit, with 0', async () => {
    const server = await aServer()
    server.calling.type('quit')
    expect((await server.calling).code).toBe(0)
  })
})

async function ask({ calling }: { readonly calling: Calling }, line: string): Promise<string> {
  const from = calling.written().length
  calling.type(line)
  await expect.poll(() => calling.written().length, patience).toBeGreaterThan(from)
  return calling.written().slice(from)
}
