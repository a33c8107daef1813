import { type Answer, check, firstOf, type Registering, testCase } from '#testcase'
import { hasAnotherLifetime } from '../1xx-registration/lifetime.ts'
import { waits } from '../waits.ts'

export default testCase({
  purposeId: 'TP/REP/AWAKE/BV-01',
  title: 'A Client in queue mode wakes to report',
  purpose: 'A Client in queue mode that has slept tells that it is awake by an Update, and then reports.',
  area: 'Information reporting',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Transport 1.1.1 §6.5' }],
  judges: ['client'],
  selection: { client: ['QUEUE'] },
  dependsOn: [101, 107, 'int-301 D', 'int-301 E'],
  impact: 'settings',
  steps: [
    'The Server writes a Lifetime of 600 s, which brings an Update.',
    'It attaches pmin=0 and pmax=120 to the Lifetime, observes it, and says no more.',
    'The Client sleeps MAX_TRANSMIT_WAIT (93 s) after its last message; its next report falls due later.',
  ],
  criteria: {
    A: {
      judged: 'client',
      level: 'SHOULD',
      text: 'sends an Update before it reports what fell due in its sleep',
      clause: 'Transport 1.1.1 §6.5',
    },
  },
  async body(scene) {
    const { client, server, seconds, cannotJudge } = scene
    await client.isRegistered()
    const lifetime = seconds(waits.longLifetime)
    await hasAnotherLifetime(scene, lifetime)
    const path = `${await client.serverInstance()}/1`
    const write = server.writes(path, lifetime)
    await client.updates({ lifetime }).after(write.sent).sent.happens()
    const pmax = seconds(waits.reportedAsleep)
    const attached = await server.setsAttributes(path, { pmin: 0, pmax }).answered.happens()
    if (attached.code !== '2.04') cannotJudge(`pmax of ${path} is answered ${attached.code}`)
    const observation = server.observes(path)
    await observation.answered.happens()
    const update = client.updates().after(observation.answered).within(pmax)
    const first = firstOf<Answer | Registering>(observation.notified(pmax), update.sent)
    const isUpdate = check<Answer | Registering>('an Update', (said) =>
      'registration' in said ? undefined : 'a notification',
    )
    await client.must('A', first, isUpdate)
  },
})
