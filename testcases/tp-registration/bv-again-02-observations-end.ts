import { type Answer, check, testCase } from '#testcase'
import { registersWhenForgotten } from '../1xx-registration/forgotten.ts'
import { waits } from '../waits.ts'

/** One may have been under way. */
const stragglers = check<readonly Answer[]>('one notification at most', (seen) =>
  seen.length < 2 ? undefined : `${seen.length} notifications`,
)

export default testCase({
  purposeId: 'TP/REG/AGAIN/BV-02',
  title: 'Observations end with the registration',
  purpose: 'A Client that registers anew reports nothing for the tokens of its old registration.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1' }],
  judges: ['client'],
  dependsOn: [101, 102, 104, 'int-105 C', 301],
  impact: 'settings',
  steps: [
    'The Server observes /3/0/16, with pmax so that it is reported again and again.',
    'The Server forgets the Client and executes the Update Trigger; the Update is answered 4.04, the Client registers.',
    'The Server waits for reports.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'reports nothing any more for an observation of its old registration',
      clause: 'Core 1.1.1 §6.2.1',
    },
  },
  async body(scene) {
    const { client, server, seconds, cannotJudge } = scene
    const [path, pmax] = ['/3/0/16', seconds(waits.observedPmax)]
    await client.isRegistered()
    const { code: set } = await server.setsAttributes(path, { pmin: 1, pmax }).answered.happens()
    if (!set.startsWith('2.')) cannotJudge(`attributes of ${path} are refused (${set})`)
    const observing = server.observes(path)
    await observing.answered.happens()
    await observing.notified(pmax).happens()
    await (await registersWhenForgotten(scene)).sent.happens()
    await client.must('A', observing.during(4 * pmax), stragglers)
  },
})
