import { type Answer, type Check, check, code, holds, type Plain, testCase } from '#testcase'
import { backForGood } from '../restarted.ts'

const zone = '/3/0/15'
const zones = ['Pacific/Auckland', 'America/Lima'] as const

export default testCase({
  purposeId: 'TP/OBJ/DEVICE/BV-01',
  title: 'Device Object: Factory Reset',
  purpose: 'The device goes back to how it was deployed, and comes back by itself. Stands in for int-656.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 Appendix E.4 resource 5' }, { clause: 'Core 1.1.1 §6.3.5' }],
  judges: ['client'],
  selection: { client: ['RES.3.5', 'BOOTSTRAP'] },
  dependsOn: [101],
  impact: 'bootstrap',
  steps: [
    'The Server writes a Timezone (/3/0/15), where the Client has one, and executes Factory Reset (/3/0/5).',
    'The Client comes back to its Bootstrap-Server or to the Server, and registers.',
    'The Server reads the Timezone.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Execute with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'registers again',
      clause: 'Core 1.1.1 Appendix E.4 resource 5',
    },
    C: {
      judged: 'client',
      text: 'holds what a Server had set no more',
      clause: 'Core 1.1.1 Appendix E.4 resource 5',
    },
  },
  async body({ client, server, supports }) {
    await client.isRegistered()
    const hasZone = await supports('RES.3.15')
    const held = hasZone ? await client.valueOf(zone) : undefined
    const wanted = zones.find((one) => one !== held) ?? zones[0]
    const set = hasZone ? await server.writes(zone, wanted).answered.happens() : undefined
    const reset = server.executes('/3/0/5')
    await client.must('A', reset.answered, code('2.04'))
    await client.must('B', client.registers().after(reset.sent).sent)
    await backForGood(client, reset)
    if (set?.code === '2.04') await client.must('C', server.reads(zone).answered, otherThan(zone, wanted))
    else client.notApplicable('C', 'it has no Timezone that can be set', set?.frame)
  },
})

/** Anything but this value: another one, or none. */
function otherThan(path: string, plain: Plain): Check<Answer> {
  return check(`anything but ${String(plain)} at ${path}`, (answer) =>
    holds({ [path]: plain }).verify(answer) === undefined ? String(plain) : undefined,
  )
}
