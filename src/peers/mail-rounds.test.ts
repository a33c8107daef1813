import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Operations, SoftEim, SoftEuicc, SoftIpa, sampleIccids, sampleProfiles } from '#esim'
import { endpoint, world } from './world.fixture.ts'

const eid = '89049032123451234512345678901235'
const list: Operations = { psmo: [{ kind: 'listProfileInfo', value: {} }] }
const enable: Operations = { psmo: [{ kind: 'enable', value: { iccid: sampleIccids.other } }] }

/** A Client with an eUICC, and a Server with the eIM that manages it. */
async function associated({ lwm2m = '1.1' as '1.0' | '1.1', muted = false } = {}) {
  const all = world(lwm2m)
  const { client, server } = all
  const [eimKeys, euiccKeys] = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }))
  const certificates = { euiccCertificate: Uint8Array.of(0x30, 0), eumCertificate: Uint8Array.of(0x30, 0) }
  const euicc = new SoftEuicc({
    ...{ eid, key: euiccKeys!.privateKey, certificates },
    profiles: sampleProfiles(),
  })
  const value = new Uint8Array(eimKeys!.publicKey.export({ format: 'der', type: 'spki' }))
  euicc.associations.add({ eimId: 'eIM1', eimPublicKeyData: { kind: 'eimPublicKey', value } })
  const eim = new SoftEim({
    ...{ eimId: 'eIM1', key: eimKeys!.privateKey, eid },
    euiccKey: euiccKeys!.publicKey,
  })
  client.mailbox.open(new SoftIpa(euicc))
  server.mail.open(eim)
  await server.start()
  await client.start()
  await all.wait(2)
  if (muted) client.store.set([1, 0, 23], { type: 'boolean', value: true })
  return {
    ...{ ...all, euicc },
    async queue(operations: Operations, seconds = 20) {
      eim.queue(operations)
      void server.mail.tend(endpoint)
      await all.wait(seconds)
    },
  }
}

describe('the rounds of a Server with an eIM', () => {
  it.each([{}, { lwm2m: '1.0' as const }, { muted: true }])(
    'bring a package and its result, and clear both ends (%j)',
    async (how) => {
      const { client, euicc, queue } = await associated(how)
      await queue(list, 40)
      expect(euicc.associations.all[0]?.counter).toBe(1)
      expect(euicc.results.size).toBe(0)
      expect(client.value('/3443/0/0')?.value).toBe(0n)
    },
  )

  it('fetch what nobody reports', async () => {
    const { client, server, euicc, queue } = await associated({ muted: true })
    await server.observations.cancel(endpoint, '/3443/0/3', 'get')
    await queue(list, 40)
    expect(euicc.results.size).toBe(0)
    expect(client.value('/3443/0/0')?.value).toBe(0n)
  })

  it('go on when the device comes back with another profile', async () => {
    const { euicc, queue } = await associated()
    await queue(enable, 60)
    expect(euicc.profiles.enabled?.iccid).toBe(sampleIccids.other)
    expect([euicc.results.size, euicc.notifications.size]).toEqual([0, 0])
  })

  it('wait while the mailbox takes no message', async () => {
    const { client, euicc, queue, wait } = await associated()
    client.mailbox.setState(1)
    await queue(list, 30)
    expect(euicc.associations.all[0]?.counter).toBe(0)
    client.mailbox.setState(0)
    await wait(20)
    expect(euicc.associations.all[0]?.counter).toBe(1)
  })
})
