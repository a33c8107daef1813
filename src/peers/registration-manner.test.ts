import { describe, expect, it } from 'vitest'
import { etsProfileId, listedPath } from '#lwm2m'
import { endpoint, listening, registered, world } from './world.fixture.ts'

const hasProfile = { profileId: etsProfileId }

describe('a Client that registers by Profile ID', () => {
  it('leaves out of its list what the profile stands for, and the Server knows of both', async () => {
    const { server } = await registered('1.2', hasProfile)
    const { pid, profile, objects } = server.clients.get(endpoint)!.registration
    expect(pid).toBe(etsProfileId)
    expect(profile?.map(listedPath)).toEqual(['/1/0', '/3/0'])
    expect(objects.map(listedPath)).toEqual(expect.arrayContaining(['/1/0', '/3/0', '/16/0']))
  })

  it('sends no list at all when the profile stands for everything', async () => {
    const { client } = world('1.2', hasProfile)
    for (const object of client.store.objects())
      if (![0, 1, 3].includes(object)) client.store.dropObject(object)
    expect(client.registerFields()).not.toHaveProperty('links')
  })

  it('registers at once with its list when the Server does not know the profile (4.09)', async () => {
    const { server, client, wait } = world('1.2', hasProfile)
    server.profiles = new Map()
    await server.start()
    await client.start()
    await wait(1)
    expect(server.clients.get(endpoint)?.registration).toMatchObject({ hasList: true })
    expect(server.clients.get(endpoint)?.registration.pid).toBeUndefined()
  })

  it('tries its profile again after a reboot', async () => {
    const { server, client, wait } = world('1.2', hasProfile)
    server.profiles = new Map()
    await server.start()
    await client.start()
    await wait(1)
    await client.reboot()
    expect(client.registerFields().pid).toBe(etsProfileId)
  })
})

describe('a Client in queue mode', () => {
  it('answers 90 s after its last message, and does not 94 s after', async () => {
    const { server, client, wait } = await registered('1.1', { queueMode: true })
    const ping = () => server.coap.ping(server.clients.get(endpoint)!.address)
    await wait(89)
    expect(await ping()).toBe(true)
    await wait(94)
    expect(await ping()).toBe(false)
    expect(client.isRegistered).toBe(true)
  })

  it('wakes by what it says itself', async () => {
    const { server, client, wait } = await registered('1.1', { queueMode: true })
    await wait(200)
    await client.update()
    expect(await server.coap.ping(server.clients.get(endpoint)!.address)).toBe(true)
  })
})

describe('a Client below an alternate root path', () => {
  it('answers there, and 4.04 elsewhere', async () => {
    const { server } = await registered('1.1', { rootPath: '/lwm2m' })
    expect((await server.read(endpoint, '/3/0/16'))?.code).toBe('2.05')
    server.addressed = (_, draft) => draft
    expect((await server.read(endpoint, '/3/0/16'))?.code).toBe('4.04')
  })

  it('announces it with every object below', async () => {
    const { client, stranger, wait } = world('1.1', { rootPath: '/lwm2m' })
    const lists: string[] = []
    listening(await stranger('server'), ({ payload }) => {
      lists.push(new TextDecoder().decode(payload))
      return { code: '2.01', location: ['rd', '1'] }
    })
    await client.start()
    await wait(1)
    expect(lists[0]).toMatch(/^<\/lwm2m>;rt="oma.lwm2m"/)
    expect(lists[0]).toContain('</lwm2m/3/0>')
  })
})
