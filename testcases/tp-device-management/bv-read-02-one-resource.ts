import { type Answer, check, code, holds, wellFormed } from '#testcase'
import { instanceFormat } from '../formats.ts'
import { managementCase } from './management-case.ts'

/** Formats that have paths in them, so that an instance can be told from a value. */
const forInstances = check<Answer>('a format that has resource ids', ({ format, contentFormat }) =>
  ['text', 'opaque', 'cbor'].includes(format ?? '')
    ? `${format} (Content-Format ${contentFormat})`
    : undefined,
)

export default managementCase({
  id: 'READ/BV-02',
  title: 'Reading an instance with one resource',
  purpose: 'An instance that has one resource is given as an instance, not as a value.',
  editions: ['1.1', '1.2'],
  needs: ['OBJ.3442', 'RES.3442.110'],
  dependsOn: ['int-260 A', 'TP/DM/DELETE/BV-01'],
  reference: [{ clause: 'Core 1.1.1 §6.3.1' }, { clause: 'Core 1.1.1 §7.4' }],
  steps: [
    'The Server creates an instance of /3442 with a string alone.',
    'It reads the instance in the format the Client chooses.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers 2.05 in a format that has resource ids',
      clause: 'Core 1.1.1 §7.4',
    },
    B: { judged: 'client', text: 'gives the resource', clause: 'Core 1.1.1 §6.3.1' },
  },
  async body(scene) {
    const { client, server, doesNotApply, cannotJudge } = scene
    await client.isRegistered()
    const path = '/3442/110'
    const create = server.creates('/3442', { '110/110': 'alone' }, await instanceFormat(scene))
    const { code: created } = await create.answered.happens()
    if (created !== '2.01') cannotJudge(`${path} cannot be created with one resource: ${created}`)
    const { links, frame } = await server.discovers(path).answered.happens()
    const listed = links.map(({ target }) => target).filter((target) => /^\/3442\/110\/\d+$/.test(target))
    // What can be executed is listed, too, and gives nothing.
    const given = Object.keys(await client.valuesOf(...listed))
    if (given.length > 1) doesNotApply(`a new instance has ${given.join(' and ')}`, frame)
    const read = server.reads(path)
    await client.must('A', read.answered, code('2.05'), forInstances, wellFormed)
    await client.must('B', read.answered, holds({ [`${path}/110`]: 'alone' }))
  },
})
