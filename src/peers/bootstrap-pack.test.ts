import { describe, expect, it } from 'vitest'
import { contentFormats, decode, type Node, pathText } from '#content'
import { packDraft } from './bootstrap-pack.ts'
import { encodeContent } from './codec.ts'
import { account, endpoint, listening, uris, world } from './world.fixture.ts'

describe('a client of 1.2 without a Server account', () => {
  it('asks for a pack, and registers with it', async () => {
    const { bootstrap, server, client, wait } = world('1.2', { bootstrapUri: uris.bootstrap })
    await Promise.all([bootstrap.start(), server.start()])
    bootstrap.provision(endpoint, account)
    await client.start()
    await wait(2)
    expect(client.isRegistered).toBe(true)
    expect(client.store.instances(0)).toEqual([1, 2])
    expect(bootstrap.state(endpoint)).toBe('finished')
  })

  it.each(['5.01', '4.05', '4.06'] as const)(
    'sends a Bootstrap-Request when it is answered %s',
    async (code) => {
      const { stranger, client, wait } = world('1.2', { bootstrapUri: uris.bootstrap })
      const heard = listening(await stranger('bootstrap'), ({ method }) => ({
        code: method === 'GET' ? code : '2.04',
      }))
      await client.start()
      await wait(1)
      expect(heard).toEqual([`GET /bspack?ep=${endpoint}`, `POST /bs?ep=${endpoint}`])
    },
  )

  it('sends a Bootstrap-Request when the pack makes no sense', async () => {
    const { stranger, client, wait } = world('1.2', { bootstrapUri: uris.bootstrap })
    const heard = listening(await stranger('bootstrap'), ({ method }) =>
      method === 'GET'
        ? { code: '2.05', contentFormat: contentFormats['senml-cbor'], payload: Uint8Array.of(0xff) }
        : { code: '2.04' },
    )
    await client.start()
    await wait(1)
    expect(heard).toEqual([`GET /bspack?ep=${endpoint}`, `POST /bs?ep=${endpoint}`])
  })
})

it('a client of 1.1 asks for no pack', async () => {
  const { stranger, client, wait } = world('1.1', { bootstrapUri: uris.bootstrap })
  const heard = listening(await stranger('bootstrap'), () => ({ code: '2.04' }))
  await client.start()
  await wait(1)
  expect(heard).toEqual([`POST /bs?ep=${endpoint}`])
})

describe('a pack', () => {
  const { registry } = world('1.2')
  const context = { base: [], shapeOf: registry.shapeOf('1.2') }
  const nodes: Node[] = [
    { path: [0, 2, 1], value: { type: 'boolean', value: false } },
    { path: [1, 0, 1], value: { type: 'integer', value: 60n } },
  ]

  it.each(['senml-cbor', 'senml-json', 'lwm2m-cbor'] as const)('holds several objects as %s', (format) => {
    const pack = packDraft(nodes, contentFormats[format], (name, all) => encodeContent(name, all, context))
    expect(pack).toMatchObject({ code: '2.05', contentFormat: contentFormats[format] })
    const read = decode(format, pack.payload ?? new Uint8Array(), context)
    expect(read.findings).toEqual([])
    expect(read.nodes.map(({ path }) => pathText(path)).toSorted()).toEqual(['/0/2/1', '/1/0/1'])
  })

  it.each([contentFormats.tlv, contentFormats.text, 65000])(
    'does not come in Content-Format %s',
    (accept) => {
      expect(packDraft(nodes, accept, () => new Uint8Array())).toEqual({ code: '4.06' })
    },
  )
})
