import { code, format, holds, linkAttributes, links, testCase, wellFormed } from '#testcase'
import { C12 } from '../configurations/c12.ts'
import { instanceFormat } from '../formats.ts'

/** The 1630-SetOfValues: instance 1 with two identities. Its type octet is 88, since the length has an octet of its own. */
const printed = Uint8Array.from(
  Buffer.concat([
    Buffer.from('08012e88002b480011', 'hex'),
    Buffer.from('Host Device ID #2'),
    Buffer.from('480114', 'hex'),
    Buffer.from('Host Device Model #2'),
  ]),
)

export default testCase({
  number: 1630,
  title: 'Create Portfolio Object Instance',
  purpose: 'An instance with a multiple resource is created, and announced.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.6' }, { clause: 'Core 1.1.1 §6.2.2' }],
  judges: ['client'],
  selection: { client: ['OBJ.16'] },
  dependsOn: [101],
  configuration: C12,
  impact: 'settings',
  steps: [
    'The Server discovers /16; where there is no instance, it creates /16/2.',
    'It creates /16/1 with the 1630-SetOfValues, in TLV or else in a format that the Client has.',
    'It discovers and reads /16.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Create with 2.01', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'announces the new instance by an Update with the whole object list',
      clause: 'Core 1.1.1 §6.2.2',
    },
    C: {
      judged: 'client',
      text: 'lists the new instance with dim=2 on its identities',
      clause: 'Core 1.1.1 §6.3.2',
    },
    D: { judged: 'client', text: 'gives the values it was created with', clause: 'Core 1.1.1 §6.3.6' },
    E: { judged: 'client', text: 'keeps the instances it had', clause: 'Core 1.1.1 §6.3.6' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const how = await instanceFormat(scene)
    const before = await server.discovers('/16').answered.happens()
    const instances = before.links.map(({ target }) => target).filter((target) => /^\/16\/\d+$/.test(target))
    // Without an instance there would be none for it to lose.
    if (instances.length === 0) {
      const first = server.creates('/16', { '2/0/0': 'Host Device ID #3' }, how)
      if ((await first.answered.happens()).code === '2.01') instances.push('/16/2')
    }
    // A device keeps the instance 1 that it has: then the set goes to another.
    const id =
      [1, ...instances.map((_, index) => index + 2)].find((one) => !instances.includes(`/16/${one}`)) ?? 1
    const created = `/16/${id}`
    const content = { [`${id}/0/0`]: 'Host Device ID #2', [`${id}/0/1`]: 'Host Device Model #2' }
    const create = server.creates('/16', content, {
      ...how,
      ...(id === 1 && how.format === 'tlv' ? { payload: printed } : {}),
    })
    await client.must('A', create.answered, code('2.01'))
    await client.must(
      'B',
      client.updates({ lists: [await client.serverInstance(), '/3/0', created] }).after(create.sent).sent,
    )
    const discover = server.discovers('/16')
    await client.must(
      'C',
      discover.answered,
      code('2.05'),
      links(created, `${created}/0`),
      linkAttributes(`${created}/0`, { dim: 2 }),
    )
    await client.must('E', discover.answered, links(...instances))
    const read = server.reads('/16', how)
    await client.must(
      'D',
      read.answered,
      code('2.05'),
      how.format === undefined ? wellFormed : format(how.format),
      holds({ [`${created}/0/0`]: 'Host Device ID #2', [`${created}/0/1`]: 'Host Device Model #2' }),
    )
  },
})
