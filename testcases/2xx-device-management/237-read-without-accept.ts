import { code, has, only, request, testCase, wellFormed } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { showing, shownAtLast } from '../shown.ts'

const objects = ['/1', '/3'] as const
/** What our Client chooses, one after the other. */
const ours = ['senml-cbor', 'senml-json'] as const

export default testCase({
  number: 237,
  title: 'Read on Object without specifying Content-Type',
  purpose: 'The Client chooses the format, and the Server understands it.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.1' }, { clause: 'Core 1.1.1 §7.4' }],
  judges: ['client', 'server'],
  stimuli: { server: ['read', 'ask-value'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Server reads /1 and /3 without Accept.',
    'The Client answers in a format of its choice; ours in SenML CBOR, then in SenML JSON.',
    'The Server shows the values.',
  ],
  criteria: {
    A: { judged: 'server', text: 'sends GET to the object', clause: 'Transport 1.1.1 Table 6.4.4-1' },
    B: { judged: 'client', text: 'answers 2.05 with a well-formed payload', clause: 'Core 1.1.1 §6.3.1' },
    C: {
      judged: 'client',
      text: 'gives the mandatory resources, and nothing outside the object',
      clause: 'Core 1.1.1 §6.3.1',
    },
    D: {
      judged: 'server',
      text: 'shows the values that came in the format the Client chose',
      clause: 'Core 1.1.1 §7.4',
    },
  },
  async body(scene) {
    const { client, server, iut, doesNotApply } = scene
    await client.isRegistered()
    const one = await client.serverInstance()
    const due = {
      '/1': [0, 1, 6, 7].map((resource) => `${one}/${resource}`),
      '/3': ['/3/0/11', '/3/0/16'],
    }
    for (const [turn, format] of [...(iut.includes('client') ? [undefined] : ours)].entries()) {
      // Other values each time, so that none is shown from before.
      const values = { [`${one}/5`]: 3600 + turn, '/3/0/2': `serial number ${turn}` }
      if (format !== undefined) {
        client.prefers(format)
        for (const [path, value] of Object.entries(values)) await client.changes(path, value)
      }
      for (const path of objects) {
        const read = server.reads(path)
        const { accept, frame } = await server.must('A', read.sent, request('GET', path))
        if (accept !== undefined) doesNotApply(`the Server asks for a format by itself: ${accept}`, frame)
        await client.must('B', read.answered, code('2.05'), wellFormed)
        await client.must('C', read.answered, has(...due[path]), only(path))
      }
      if (format === undefined) continue
      for (const [path, value] of Object.entries(values)) {
        const shown = await shownAtLast(scene, path, String(value))
        await server.must('D', shown, showing(String(value)))
      }
    }
  },
})
