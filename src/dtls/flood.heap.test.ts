import { expect, it } from 'vitest'
import { type Address, addressText, MemoryNetwork, seededRandom, sleep } from '#net'
import { DtlsClient } from './client.ts'
import { psk } from './pair.fixture.ts'
import { secureSocket } from './secure-socket.ts'

const octets = (what: string): Uint8Array => new TextEncoder().encode(what)
const stranger = (number: number): Address => ({
  host: `198.18.${number >> 8}.${number & 255}`,
  port: 40_000,
})

/** A server that says back what it hears, its good client, and a road on which strangers write as they like. */
async function world() {
  const random = seededRandom(1)
  const network = new MemoryNetwork({ random: random.fork('road') })
  const { clock } = network
  const raw = await network.bind({ port: 5684 })
  let hear: (datagram: Uint8Array, from: Address) => void = () => {}
  let answered: (datagram: Uint8Array, to: Address) => void = () => {}
  const serving = secureSocket(
    {
      ...raw,
      onDatagram(listener) {
        hear = listener
        raw.onDatagram(listener)
      },
      send: (datagram, to) =>
        to.host.startsWith('198.18.') ? answered(datagram, to) : raw.send(datagram, to),
    },
    { clock, random: random.fork('server'), server: () => psk.server },
  )
  serving.onDatagram((datagram, from) => serving.send(datagram, from))
  const heard: string[] = []
  const options = { clock, random: random.fork('client'), client: () => psk.client }
  const client = secureSocket(await network.bind({ port: 4000 }), options)
  client.onDatagram((datagram) => heard.push(new TextDecoder().decode(datagram)))
  /** What the good client gets back for a word. */
  const say = async (what: string): Promise<string[]> => {
    client.send(octets(what), serving.local)
    await sleep(clock, 100)
    return heard.splice(0)
  }
  return {
    ...{ clock, random, serving, client, say },
    write: (datagram: Uint8Array, from: Address) => hear(datagram, from),
    onAnswer: (told: typeof answered) => {
      answered = told
    },
  }
}

const hello = (chance: ReturnType<typeof seededRandom>): Uint8Array => {
  for (const event of new DtlsClient({ ...psk.client, random: chance }).start(0))
    if (event.kind === 'datagram') return event.datagram
  throw new Error('a client that says nothing')
}

it('twenty thousand ClientHellos are each answered by a cookie, and nothing is kept of them', async () => {
  const { random, serving, client, say, write, onAnswer } = await world()
  expect(await say('before')).toEqual(['before'])
  let cookies = 0
  onAnswer(() => cookies++)
  const hellos = Array.from({ length: 50 }, (_, number) => hello(random.fork(`${number}`)))
  for (let number = 0; number < 20_000; number++) write(hellos[number % 50]!, stranger(number & 0xffff))
  // In the name of the good client, too: without its cookie that is nobody.
  for (const one of hellos) write(one, client.local)
  expect(cookies).toBe(20_000)
  expect(serving.association(client.local)).toBeDefined()
  expect(await say('after')).toEqual(['after'])
})

it('handshakes that stop half-way are given up, at the latest when there are too many', async () => {
  const { clock, random, serving, say, write, onAnswer } = await world()
  expect(await say('before')).toEqual(['before'])
  /** Shows the cookie and hears no more. */
  const begin = (number: number): void => {
    const from = stranger(number)
    const peer = new DtlsClient({ ...psk.client, random: random.fork(`${number}`) })
    const answers: Uint8Array[] = []
    onAnswer((datagram) => answers.push(datagram))
    for (const event of peer.start(0)) if (event.kind === 'datagram') write(event.datagram, from)
    for (const event of peer.receive(answers[0]!, 0))
      if (event.kind === 'datagram') write(event.datagram, from)
    onAnswer((_, to) => waiting.add(addressText(to)))
  }
  const waiting = new Set<string>()
  for (let number = 0; number < 1000; number++) begin(number)
  expect(await say('with a thousand')).toEqual(['with a thousand'])
  await sleep(clock, 1000)
  // Each of them is still served: its flight is sent again.
  expect(waiting.size).toBe(1000)
  for (let number = 1000; number < 4000; number++) begin(number)
  expect(await say('with many')).toEqual(['with many'])
  waiting.clear()
  await sleep(clock, 1000)
  expect(waiting.size).toBe(2048)
  await sleep(clock, 200_000)
  waiting.clear()
  await sleep(clock, 200_000)
  expect(waiting.size).toBe(0)
  expect(serving.association(stranger(0))).toBeUndefined()
  expect(await say('after')).toEqual(['after'])
})
