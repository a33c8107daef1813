import { type Answer, check, code, links, noLinks, testCase } from '#testcase'
import { instanceFormat } from '../formats.ts'
import { refused } from './single-case.ts'

/** An id that no device is likely to have given to an account. */
const another = 4711

const decided = check<Answer>('2.01 or a refusal (4.xx)', ({ code: seen }) =>
  seen === '2.01' || seen.startsWith('4.') ? undefined : seen,
)

export default testCase({
  purposeId: 'TP/OBJ/SERVER/BI-01',
  title: 'Server Object: create and delete instances',
  purpose:
    'A Server sets up no account of another Server, or one that is whole; none that is not there is deleted. Stands in for int-565 and int-566.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.6' }, { clause: 'Core 1.1.1 §6.3.7' }],
  judges: ['client'],
  dependsOn: [101],
  impact: 'settings',
  steps: [
    `The Server deletes /1/${another}, which is not there.`,
    `It creates /1/${another}, and discovers /1.`,
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'refuses to delete an instance that it does not have (4.xx)',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: {
      judged: 'client',
      text: 'answers the Create with 2.01, or refuses it (4.xx)',
      clause: 'Transport 1.1.1 §6.7',
    },
    C: {
      judged: 'client',
      text: 'has the instance that it said it created, and none that it refused',
      clause: 'Core 1.1.1 §6.3.6',
    },
    D: {
      judged: 'client',
      text: 'refuses the Create with 4.05, since accounts come by bootstrap alone',
      clause: 'Core 1.1.1 §6.1',
      unverified: 'from memory',
    },
    E: { judged: 'client', text: 'has its own account still', clause: 'Core 1.1.1 §6.3.7' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const own = await client.serverInstance()
    const path = `/1/${another}`
    await client.must('A', server.deletes(path).answered, refused)
    const content = { '0': another, '1': 86400, '6': false, '7': 'U' }
    const values = Object.entries(content).map(([resource, value]) => [`${another}/${resource}`, value])
    const create = server.creates('/1', Object.fromEntries(values), await instanceFormat(scene))
    const { code: seen } = await client.must('B', create.answered, decided)
    await client.must('D', create.answered, code('4.05'))
    const discover = server.discovers('/1')
    await client.must('C', discover.answered, code('2.05'), seen === '2.01' ? links(path) : noLinks(path))
    await client.must('E', discover.answered, links(own))
  },
})
