import { type Body, type Check, check, code, testCase } from '#testcase'
import { C16 } from '../configurations/c16.ts'
import { firstInstance } from '../instance.ts'
import { waits } from '../waits.ts'

/** The lowest bit of LogStatus: 0 while logging. */
function logging(is: boolean): Check<Body> {
  return check(`a status whose lowest bit says ${is ? 'running (0)' : 'stopped (1)'}`, ({ nodes }) => {
    const status = nodes[0]?.value?.value
    return typeof status === 'bigint' && (status & 1n) === (is ? 0n : 1n) ? undefined : String(status)
  })
}

export default testCase({
  number: 2000,
  title: 'Event Log Object: LogStart',
  purpose: 'Logging is started, and stopped again.',
  area: 'Objects',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'definition of object 20' }, { clause: 'Core 1.1.1 §6.3.5' }],
  judges: ['client'],
  selection: { client: ['OBJ.20', 'RES.20.4011', 'RES.20.4013'] },
  dependsOn: [101],
  configuration: C16,
  impact: 'settings',
  steps: [
    'The Server executes LogStart (/20/0/4011) and reads LogStatus (/20/0/4013).',
    'It executes LogStop (/20/0/4012), where the Client has it, and reads LogStatus.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers LogStart with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'says that it logs', clause: 'definition of /20/x/4011' },
    C: {
      judged: 'client',
      text: 'answers LogStop with 2.04, and says that it does not log any more',
      clause: 'definition of /20/x/4012',
    },
  },
  async body(scene) {
    const { client, server, pause } = scene
    await client.isRegistered()
    const { path, resources } = await firstInstance(scene, 20)
    await client.must('A', server.executes(`${path}/4011`).answered, code('2.04'))
    await pause(waits.executed)
    await client.must('B', server.reads(`${path}/4013`).answered, code('2.05'), logging(true))
    if (!resources.includes(4012)) {
      client.notApplicable('C', 'it has no LogStop')
      return
    }
    await client.must('C', server.executes(`${path}/4012`).answered, code('2.04'))
    await pause(waits.executed)
    await client.must('C', server.reads(`${path}/4013`).answered, code('2.05'), logging(false))
  },
})
