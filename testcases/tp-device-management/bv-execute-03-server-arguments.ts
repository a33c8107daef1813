import { type Asked, check, request, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

const path = '/3/0/12'
const argument = "0='soon'"

const carries = check<Asked>(`the arguments ${argument}`, ({ payload }) => {
  const seen = new TextDecoder().decode(payload)
  return seen === argument ? undefined : `"${seen}"`
})

const isText = check<Asked>('Content-Format 0', ({ contentFormat }) =>
  contentFormat === 0 ? undefined : `Content-Format ${contentFormat ?? '(absent)'}`,
)

export default testCase({
  purposeId: 'TP/DM/EXECUTE/BV-03',
  title: 'Arguments of an Execute by a Server',
  purpose: 'What a Server executes with goes as text, and says so.',
  area: 'Device management',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.5' }, { clause: 'RFC 7252 §5.5.1' }],
  judges: ['server'],
  stimuli: { server: ['execute'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [`The Server executes ${path} with ${argument}.`],
  criteria: {
    A: { judged: 'server', text: 'sends the arguments in a POST', clause: 'Core 1.1.1 §6.3.5' },
    B: {
      judged: 'server',
      text: 'states the Content-Format of the arguments',
      clause: 'RFC 7252 §5.5.1',
      level: 'SHOULD',
    },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const { sent } = server.executes(path, argument)
    await server.must('A', sent, request('POST', path), carries)
    await server.must('B', sent, isText)
  },
})
