import { describe, expect, it } from 'vitest'
import type { Response } from '#coap'
import { endpoint, world } from './world.fixture.ts'

const eid = '89049032123451234512345678901235'
const octets = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const hex = ({ payload }: Response) => Buffer.from(payload).toString('hex')

/** A Client with a mailbox whose owner repeats what it is told, so many times, and a Server. */
async function mailbox({
  times = 1,
  muted = false,
  switches = [] as boolean[],
  back = true,
  falls = false,
} = {}) {
  const all = world()
  const { client, server } = all
  const before = { connects: true }
  const owner = {
    eid,
    profile: before,
    answer(message: Uint8Array) {
      const connects = switches.shift()
      if (connects !== undefined) owner.profile = { connects }
      return Array.from({ length: times }, () => message)
    },
    rollBack() {
      if (!back) return undefined
      owner.profile = before
      return [octets('ff')]
    },
    fallBack() {
      if (!falls) return undefined
      owner.profile = before
      return [octets('fb')]
    },
  }
  client.mailbox.open(owner)
  await server.start()
  await client.start()
  await all.wait(1)
  if (muted) client.store.set([1, 0, 23], { type: 'boolean', value: true })
  const sends: string[] = []
  const { sending } = client
  const send = sending.send.bind(sending)
  sending.send = async (paths) => {
    sends.push(String(client.value(paths[0]!)?.value))
    return send(paths)
  }
  return {
    ...all,
    sends,
    state: () => client.value('/3443/0/0')?.value,
    outward: () => Buffer.from(client.value('/3443/0/3')?.value as Uint8Array).toString('hex'),
    write: async (message: string) =>
      (
        await server.write(
          endpoint,
          '/3443/0/2',
          [{ path: [3443, 0, 2], value: { type: 'opaque', value: octets(message) } }],
          { replace: true, format: 'opaque' },
        )
      )?.code,
    read: async (path: string) => (await server.read(endpoint, path, 'opaque'))!,
    execute: async (path: string) => (await server.execute(endpoint, path))?.code,
  }
}

describe('the mailbox of an eUICC (object 3443)', () => {
  it('shows the EID, and is ready and empty at first', async () => {
    const { client, state, read } = await mailbox()
    expect([state(), client.value('/3443/0/1')?.value]).toEqual([0n, eid])
    expect(hex(await read('/3443/0/3'))).toBe('')
    expect((await read('/3443/0/2')).code).toBe('4.05')
  })

  it('delivers by Send, and is ready again', async () => {
    const { write, wait, sends, state, outward } = await mailbox()
    expect(await write('bf4e00')).toBe('2.04')
    expect(state()).toBe(1n)
    await wait(1)
    expect([sends, state(), outward()]).toEqual([['191,78,0'], 0n, ''])
  })

  it('delivers by a notification, where it is observed, and sends nothing then', async () => {
    const { server, write, wait, sends, state, outward } = await mailbox()
    await server.observations.observe(endpoint, '/3443/0/3', { format: 'opaque' })
    await wait(2)
    await write('bf4e00')
    await wait(3)
    expect([sends, state(), outward()]).toEqual([[], 0n, ''])
  })

  it('keeps what was neither sent nor reported, until it is cleared', async () => {
    const { write, wait, read, state, outward, execute } = await mailbox({ muted: true })
    await write('bf4e00')
    await wait(60)
    expect(state()).toBe(1n)
    expect(hex(await read('/3443/0/3'))).toBe('bf4e00')
    expect(outward()).toBe('bf4e00')
    expect(await execute('/3443/0/4')).toBe('2.04')
    await wait(1)
    expect([state(), outward()]).toEqual([0n, ''])
    expect(await execute('/3443/0/4')).toBe('2.04')
  })

  it('takes no message before the last is dealt with', async () => {
    const { write, wait } = await mailbox({ muted: true })
    expect([await write('01'), await write('02')]).toEqual(['2.04', '4.05'])
    await wait(60)
    expect(await write('03')).toBe('4.05')
  })

  it('delivers several messages one after the other', async () => {
    const { client, sends, write, wait, state } = await mailbox({ times: 2 })
    await write('01')
    client.mailbox.post(octets('02'))
    await wait(5)
    expect([sends, state()]).toEqual([['2', '1', '1'], 0n])
  })

  it('sends what could not be delivered when it is registered again', async () => {
    const { client, wait, sends, state } = await mailbox()
    await client.deregister()
    client.mailbox.post(octets('01'))
    await wait(5)
    expect([sends, state()]).toEqual([[], 1n])
    await client.register()
    await wait(5)
    expect([sends, state()]).toEqual([['1'], 0n])
  })

  it('delivers over the new connection, when another profile is enabled', async () => {
    const { client, sends, write, wait } = await mailbox({ switches: [true] })
    await write('01')
    await wait(1)
    expect([sends, client.isRegistered]).toEqual([[], false])
    await wait(5)
    expect([sends, client.isRegistered]).toEqual([['1'], true])
  })

  it('goes back to the profile before, where the new one does not connect, and tells so', async () => {
    const { client, sends, write, wait } = await mailbox({ switches: [false] })
    await write('01')
    await wait(60)
    expect([sends, client.isRegistered]).toEqual([['255'], true])
  })

  it('falls back where there is a profile for that, and tells what came of the message first', async () => {
    const { client, sends, write, wait } = await mailbox({ switches: [false], back: false, falls: true })
    await write('01')
    await wait(60)
    expect([sends, client.isRegistered]).toEqual([['1', '251'], true])
  })

  it('stays away where it may not go back', async () => {
    const { client, sends, write, wait } = await mailbox({ switches: [false], back: false })
    await write('01')
    await wait(600)
    expect([sends, client.isRegistered]).toEqual([[], false])
  })
})
