import { code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { showing, shownAtLast } from '../shown.ts'

const path = '/3/0/0'
/** A Content-Format for experiments (RFC 7252 §12.3), which means nothing. */
const unknown = 65_000

export default testCase({
  purposeId: 'TP/DM/FORMAT/BI-03',
  title: 'An answer in a format that nobody knows',
  purpose: 'A Server that is answered in an unknown Content-Format goes on.',
  area: 'Device management',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §5.10.3' }],
  judges: ['server'],
  stimuli: { server: ['read', 'ask-value'] },
  dependsOn: [101, 'int-102 D'],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Server reads a string, and is answered in Content-Format 65000.',
    'The Client sends an Update.',
    'The Server reads again, and is answered in a format it knows.',
  ],
  criteria: {
    A: { judged: 'server', text: 'answers an Update afterwards', clause: 'RFC 7252 §5.2' },
    B: { judged: 'server', text: 'shows what it reads afterwards', clause: 'RFC 7252 §5.10.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    client.statesFormat(unknown)
    await server.reads(path).answered.happens()
    await server.must('A', client.updates({ lifetime: 86_399 }).answered, code('2.04'))
    client.statesFormat(undefined)
    const known = 'in a format that is known'
    await client.changes(path, known)
    await server.reads(path).sent.happens()
    await server.must('B', await shownAtLast(scene, path, known), showing(known))
  },
})
