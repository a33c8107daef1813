import { type Asked, check, request, testCase, wellFormed } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { showing, shownAtLast } from '../shown.ts'

const paths = ['/3/0/2', '/1/0/5'] as const

const lists = check<Asked>(`a list of ${paths.join(' and ')}`, (asked) =>
  asked.paths.toSorted().join() === paths.toSorted().join() ? undefined : asked.paths.join(' and ') || 'none',
)

export default testCase({
  purposeId: 'TP/DM/COMPOSITE/BV-01',
  title: 'Read-Composite by a Server',
  purpose: 'A Server asks for several paths in one FETCH, and understands the answer.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.8' }, { clause: 'Transport 1.1.1 Table 6.4.4-1' }],
  judges: ['server'],
  selection: { server: ['READ-COMPOSITE'] },
  stimuli: { server: ['read-composite', 'ask-value'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Server reads /3/0/2 and /1/0/5 in one Read-Composite, in SenML JSON.',
    'It shows both values.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'sends one FETCH to the root path that lists both paths',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    B: { judged: 'server', text: 'shows the values it was given', clause: 'Core 1.1.1 §6.3.8' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const values = { '/3/0/2': 'serial number of a list', '/1/0/5': 4711 }
    for (const [path, value] of Object.entries(values)) await client.changes(path, value)
    const read = server.readsComposite(paths, { format: 'senml-json' })
    await server.must('A', read.sent, request('FETCH', '/'), wellFormed, lists)
    for (const [path, value] of Object.entries(values)) {
      const text = String(value)
      await server.must('B', await shownAtLast(scene, path, text), showing(text))
    }
  },
})
