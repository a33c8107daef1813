import { type Check, check, Moment, type Numbered, testCase } from '#testcase'
import { backForGood } from '../restarted.ts'
import { waits } from '../waits.ts'

export default testCase({
  purposeId: 'TP/SEC/OSCORE/BV-01',
  title: 'Sequence numbers and a restart',
  purpose: 'A Client that restarts goes on counting, or has a new context: no number protects two requests.',
  area: 'CoAP',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'RFC 8613 §7.5' }, { clause: 'RFC 8613 Appendix B.1.1' }],
  judges: ['client'],
  channel: { only: 'oscore', why: 'it is about OSCORE' },
  dependsOn: [101, 104],
  impact: 'reboot',
  steps: [
    'The Server triggers an Update.',
    'It executes the Reboot of the Device, and the Client registers again.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'protects requests after a restart by numbers that are higher than those before',
      clause: 'RFC 8613 §7.5',
    },
  },
  async body({ client, server, wire, pause, cannotJudge }) {
    await client.isRegistered()
    const heard = wire.numbers()
    const trigger = server.executes(`${await client.serverInstance()}/8`)
    await client.updates().after(trigger.sent).sent.happens()
    const before = heard.length
    const reboot = server.executes('/3/0/4')
    const back = client.registers().after(reboot.sent)
    const isBack = await back.sent.comes()
    await backForGood(client, reboot)
    // Whatever was sent again for want of an answer has been heard then.
    await pause(waits.noReply)
    if (heard.length === before) cannotJudge(`it says nothing more${isBack ? ' under OSCORE' : ''}`)
    const { at, frame } = heard.at(-1)!
    const all = new Moment('its requests', 'client', async () => ({ value: heard, at, frame, position: 0 }))
    await client.must('A', all, growing(before))
  },
})

/** Those from the restart on go on where those before were, in each context. */
function growing(restart: number): Check<readonly Numbered[]> {
  return check('higher numbers after the restart', (heard) => {
    const earlier = heard.slice(0, restart)
    const stale = heard
      .slice(restart)
      .find(({ context, number }) => earlier.some((one) => one.context === context && one.number >= number))
    return stale && `${stale.number} in frame ${stale.frame}`
  })
}
