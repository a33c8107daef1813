import { expect, it } from 'vitest'
import { endpoint, registered, uris } from './world.fixture.ts'

const card = { uri: uris.server, shortServerId: 2, lifetime: 43200 }

it('the account of a smartcard takes the place of the one there was when the client starts', async () => {
  const { client, server, wait } = await registered()
  client.cards.card = card
  await client.reboot()
  await wait(2)
  expect(server.clients.get(endpoint)?.registration.lifetime).toBe(43200)
  expect(client.value('/1/0/0')).toEqual({ type: 'integer', value: 2n })
  expect(client.store.instances(1)).toEqual([0])
})

it('the account of the Bootstrap-Server stays beside that of a smartcard', async () => {
  const { client, wait } = await registered('1.1', { bootstrapUri: uris.bootstrap, serverUri: uris.server })
  client.cards.card = card
  await client.reboot()
  await wait(2)
  expect(client.account.bootstrapUri).toBe(uris.bootstrap)
  expect(client.account.uri).toBe(uris.server)
})

it('what came from a smartcard stays when the card is taken out', async () => {
  const { client, wait } = await registered()
  client.cards.card = card
  await client.reboot()
  client.cards.card = undefined
  await client.reboot()
  await wait(2)
  expect(client.lifetime()).toBe(43200)
})
