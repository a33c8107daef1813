import { type Asked, type Check, check, request, testCase } from '#testcase'
import { taken } from '../3xx-reporting/observed.ts'
import { C1 } from '../configurations/c1.ts'
import { judgedOn } from './criteria.ts'
import { simActions, simStates } from './remote-sim.ts'

const [active, other] = ['89000000000000000018', '89000000000000000026']

/** A Client whose SIM has two profiles. */
const withSim = {
  name: 'C.1 with object 504',
  store: {
    ...C1.store,
    '/504/0/0': 2,
    '/504/0/1/0': 2,
    '/504/0/3': '',
    '/504/0/5': 0,
    '/504/0/6': 0,
    '/504/0/11/0': active,
    '/504/0/11/1': other,
    '/504/0/13': 2,
    '/504/0/14': active,
  },
}

function selects(iccid: string): Check<Asked> {
  return check(`ICCID ${iccid}`, ({ nodes }) => {
    const seen = nodes.length === 1 ? nodes[0]?.value?.value : `${nodes.length} values`
    return seen === iccid ? undefined : String(seen)
  })
}

function asks(action: string): Check<Asked> {
  return check(`argument "${action}"`, ({ payload }) => {
    const seen = Buffer.from(payload).toString()
    return seen === action ? undefined : `"${seen}"`
  })
}

export default testCase({
  purposeId: 'ESIM-918',
  title: 'Object 504: a Server that drives it',
  purpose: 'A Server selects a profile, has it enabled, and takes what the Client says of it.',
  area: 'eSIM',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of object 504 1.0' }],
  judges: ['server'],
  selection: { server: ['OBJ.504'] },
  stimuli: { server: ['observe', 'write', 'execute'] },
  dependsOn: [101],
  configuration: withSim,
  impact: 'settings',
  steps: [
    'The Server observes /504/0/5, writes an ICCID to /504/0/14, and executes /504/0/4 with "1".',
    'The Client says that it is Enabling, and Idle.',
  ],
  criteria: judgedOn('server', {
    A: { text: 'observes RSP Update State', clause: 'Transport 1.1.1 Table 6.4.5-1' },
    B: { text: 'writes the ICCID as it is given', clause: 'definition of /504/x/14' },
    C: { text: 'executes RSP Update with the action', clause: 'definition of /504/x/4' },
    D: { text: 'takes what the Client says of its State', clause: 'RFC 7641 §3.2' },
  }),
  async body({ client, server }) {
    await client.isRegistered()
    const observation = server.observes('/504/0/5')
    await server.must('A', observation.sent, request('GET', '/504/0/5'))
    await observation.answered.happens()
    const write = server.writes('/504/0/14', other, { keep: true })
    await server.must('B', write.sent, request('PUT', '/504/0/14'), selects(other))
    await write.answered.happens()
    const execute = server.executes('/504/0/4', simActions.enable)
    await server.must('C', execute.sent, request('POST', '/504/0/4'), asks(simActions.enable))
    await execute.answered.happens()
    for (const state of [simStates.enabling, 0]) {
      await client.changes('/504/0/5', state)
      await server.must('D', client.notifies('/504/0/5').sent, taken)
    }
  },
})
