import { type Asked, check, Moment, testCase } from '#testcase'
import { registersWhenForgotten } from '../1xx-registration/forgotten.ts'
import { waits } from '../waits.ts'

/** Registers in so many seconds that nobody sends who backs off at all. */
const many = 10

/** The Registers show that a Client backs off. */
export const few = check<readonly Asked[]>(`fewer than ${many} Registers`, (refused) =>
  refused.length < many ? undefined : `${refused.length} Registers`,
)

const back = check<boolean>('registered again', (known) => (known ? undefined : 'not registered'))

/** A Client whose Register is refused with a code: it backs off, and it does not give up. */
export function refusedCase(number: string, code: '4.00' | '4.03' | '4.12') {
  return testCase({
    purposeId: `TP/REG/REFUSED/BI-${number}`,
    title: `A Register that is refused with ${code}`,
    purpose: `A Client whose Register is answered ${code} neither hammers the Server nor leaves for good.`,
    area: 'Registration',
    editions: ['1.0', '1.1', '1.2'],
    reference: [{ clause: 'Core 1.1.1 §6.2.1.2' }],
    judges: ['client'],
    dependsOn: [101, 102, 104, 'int-105 C'],
    // A Client may give up, and then only a reboot brings it back.
    impact: 'reboot',
    steps: [
      'The Server forgets the Client and executes the Update Trigger; the Update is answered 4.04, the Client registers.',
      `For 20 s the Server answers every Register with ${code}, then it takes them again.`,
    ],
    criteria: {
      A: { judged: 'client', text: 'backs off', clause: 'Core 1.1.1 §6.2.1.2' },
      B: {
        judged: 'client',
        level: 'SHOULD',
        text: 'registers again by itself when its Communication Retry Timer is over',
        clause: 'Core 1.1.1 §6.2.1.2',
      },
    },
    async body(scene) {
      const { client, server, seconds, pause } = scene
      await client.isRegistered()
      await pause(waits.afterRegistering)
      const refusing = server.refusesRegisters(code)
      const refused = await registersWhenForgotten(scene)
      const { frame, position, at } = await refused.sent.occurrence()
      await pause(waits.refusing)
      refusing.end()
      const seen = new Moment('the Registers that were refused', 'client', async () => ({
        value: refusing.refused,
        at,
        frame,
        position,
      }))
      await client.must('A', seen, few)
      const last = seconds(waits.afterRefusal)
      const isBack = (): Promise<boolean> => server.knows().happens()
      for (let waited = 0; waited < last && !(await isBack()); waited += seconds(waits.betweenLooks))
        await pause(waits.betweenLooks)
      await client.must('B', server.knows(), back)
    },
  })
}
