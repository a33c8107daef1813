import { type Answer, code, holds, locatedBelow } from '#testcase'
import { managementCase } from './management-case.ts'

/** Two identities of an instance that TLV does not name. */
const payload = Uint8Array.from(
  Buffer.concat([
    Buffer.from('88000a', 'hex'),
    Buffer.from('4300', 'hex'),
    Buffer.from('one'),
    Buffer.from('4301', 'hex'),
    Buffer.from('two'),
  ]),
)

export default managementCase({
  id: 'CREATE/BV-01',
  title: 'Create Object Instance',
  purpose:
    'An instance whose id is left to the Client is created, and the Client says which. Stands in for int-270.',
  needs: ['OBJ.16', 'FMT.tlv'],
  reference: [{ clause: 'Core 1.1.1 §6.3.6' }],
  steps: [
    'The Server creates an instance of /16 without an id, in TLV.',
    'It reads what the Location-Path of the answer names.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Create with 2.01', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'says which instance it made',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    C: { judged: 'client', text: 'announces the new instance by an Update', clause: 'Core 1.1.1 §6.2.2' },
    D: { judged: 'client', text: 'holds the values it was created with', clause: 'Core 1.1.1 §6.3.6' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const before = instancesIn(await server.discovers('/16').answered.happens())
    // The id stands for none: without a Location-Path nothing else is deleted afterwards.
    const create = server.creates('/16', { '65000/0/0': 'one' }, { format: 'tlv', payload })
    await client.must('A', create.answered, code('2.01'))
    const { location } = await client.must('B', create.answered, locatedBelow('/16'))
    const after = instancesIn(await server.discovers('/16').answered.happens())
    const found = after.find((target) => !before.includes(target)) ?? '/16/65000'
    const path = location.length === 0 ? found : `/${location.join('/')}`
    await client.must('C', client.updates({ lists: [path] }).after(create.sent).sent)
    const read = server.reads(path)
    await client.must(
      'D',
      read.answered,
      code('2.05'),
      holds({ [`${path}/0/0`]: 'one', [`${path}/0/1`]: 'two' }),
    )
    if (location.length === 0) await server.deletes(path).answered.happens()
  },
})

function instancesIn({ links }: Answer): readonly string[] {
  return links.map(({ target }) => target).filter((target) => /^\/16\/\d+$/.test(target))
}
