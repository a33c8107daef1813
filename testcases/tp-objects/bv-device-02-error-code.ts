import { type Body, check, code, testCase } from '#testcase'
import { waits } from '../waits.ts'

const path = '/3/0/11'
/** An error that an upper tester brings about: low signal strength. */
const error = 4

const codesOf = ({ nodes }: Body): number[] =>
  nodes.flatMap(({ value }) => (value === undefined ? [] : [Number(value.value)]))

const consistent = check<Body>('error codes, or 0 alone', (body) => {
  const codes = codesOf(body)
  const isEither = codes.length > 0 && (!codes.includes(0) || codes.length === 1)
  return isEither ? undefined : codes.join(', ') || 'none'
})

const without = check<Body>(`no error ${error}`, (body) => {
  const codes = codesOf(body)
  return codes.includes(error) ? codes.join(', ') : undefined
})

export default testCase({
  purposeId: 'TP/OBJ/DEVICE/BV-02',
  title: 'Device Object: Reset Error Code',
  purpose: 'Error codes are cleared, and then tell what is wrong still. Stands in for int-657.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 Appendix E.4 resources 11 and 12' }, { clause: 'Core 1.1.1 §6.3.5' }],
  judges: ['client'],
  selection: { client: ['RES.3.12'] },
  dependsOn: [101],
  impact: 'settings',
  steps: [
    'Where somebody can, an error is brought about.',
    'The Server reads the Error Code (/3/0/11), executes Reset Error Code (/3/0/12), and reads again.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Execute with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'gives its errors, or 0 when there is none',
      clause: 'Core 1.1.1 Appendix E.4 resource 11',
    },
    C: {
      judged: 'client',
      text: 'has forgotten the error that is no more',
      clause: 'Core 1.1.1 Appendix E.4 resource 12',
    },
  },
  async body({ client, server, pause, cannotJudge }) {
    await client.isRegistered()
    if (client.canChange()) await client.changes(`${path}/0`, error)
    await client.must('B', server.reads(path).answered, code('2.05'), consistent)
    await client.must('A', server.executes('/3/0/12').answered, code('2.04'))
    await pause(waits.executed)
    const after = server.reads(path)
    await client.must('B', after.answered, code('2.05'), consistent)
    if (!client.canChange()) cannotJudge('nobody can bring about an error that it could forget')
    await client.must('C', after.answered, without)
  },
})
