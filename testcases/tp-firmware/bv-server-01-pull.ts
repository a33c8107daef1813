import { type Asked, type Check, check, request, testCase } from '#testcase'
import { taken } from '../3xx-reporting/observed.ts'
import { states } from '../7xx-firmware/standing.ts'
import { ofFirmware } from './common.ts'

const uri = 'coap://192.0.2.77/firmware/2.0?device=a%2Fb'

/** The Write carries this text, in whatever format. */
function says(text: string): Check<Asked> {
  return check(text === '' ? 'an empty text' : text, ({ nodes }) => {
    const value = nodes.length === 1 ? nodes[0]?.value?.value : undefined
    return value === text ? undefined : typeof value === 'string' ? `"${value}"` : `${nodes.length} values`
  })
}

export default testCase({
  ...ofFirmware(),
  judges: ['server'],
  selection: { server: ['OBJ.5'] },
  stimuli: { server: ['observe', 'write', 'execute'] },
  purposeId: 'TP/FW/SERVER/BV-01',
  title: 'A Server has firmware fetched and installed',
  purpose: 'A Server resets the Client, tells it where firmware is, and has it installed.',
  steps: [
    'The Server observes /5/0/3, and writes an empty text to /5/0/1, and then a URI.',
    'The Client says that it is Downloading, and Downloaded; the Server executes /5/0/2.',
  ],
  criteria: {
    A: { judged: 'server', text: 'observes State', clause: 'Transport 1.1.1 Table 6.4.5-1' },
    B: { judged: 'server', text: 'writes an empty Package URI', clause: 'definition of /5/x/1' },
    C: { judged: 'server', text: 'writes the Package URI as it is given', clause: 'definition of /5/x/1' },
    D: { judged: 'server', text: 'takes what the Client says of its State', clause: 'RFC 7641 §3.2' },
    E: { judged: 'server', text: 'executes Update', clause: 'Transport 1.1.1 Table 6.4.4-1' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const observation = server.observes('/5/0/3')
    await server.must('A', observation.sent, request('GET', '/5/0/3'))
    await observation.answered.happens()
    const reset = server.writes('/5/0/1', '', { keep: true })
    await server.must('B', reset.sent, request('PUT', '/5/0/1'), says(''))
    await reset.answered.happens()
    const write = server.writes('/5/0/1', uri, { keep: true })
    await server.must('C', write.sent, request('PUT', '/5/0/1'), says(uri))
    await write.answered.happens()
    for (const state of [states.downloading, states.downloaded]) {
      await client.changes('/5/0/3', state)
      await server.must('D', client.notifies('/5/0/3').sent, taken)
    }
    await server.must('E', server.executes('/5/0/2').sent, request('POST', '/5/0/2'))
  },
})
