import { check, type Registering, testCase } from '#testcase'
import { hasAnotherLifetime } from '../1xx-registration/lifetime.ts'
import { waits } from '../waits.ts'

const allowed = ['lt', 'b', 'Q', 'sms', 'pid']

const ofAnUpdate = check<Registering>('no parameter but lt, b, Q, sms and pid', ({ query }) => {
  const odd = query.find((item) => !allowed.includes(item.split('=')[0] ?? ''))
  return odd === undefined ? undefined : `an Update with ${odd}`
})

const noList = check<Registering>('no object list', ({ payload, links }) =>
  payload.length === 0 ? undefined : `a list of ${links.length} links`,
)

export default testCase({
  purposeId: 'TP/REG/UPDATE/BV-01',
  title: 'An Update states what changed',
  purpose: 'An Update brought about by a new lifetime holds no part of a Register that did not change.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.2' }],
  judges: ['client'],
  dependsOn: [101, 102],
  impact: 'settings',
  steps: ['The Server writes another Lifetime.', 'The Client sends an Update with it.'],
  criteria: {
    A: {
      judged: 'client',
      text: 'sends only parameters that an Update has',
      clause: 'Core 1.1.1 §6.2.2',
    },
    B: {
      judged: 'client',
      level: 'SHOULD',
      text: 'sends no object list when no object changed',
      clause: 'Core 1.1.1 §6.2.2',
    },
  },
  async body(scene) {
    const { client, server, seconds } = scene
    const lifetime = seconds(waits.longLifetime)
    await client.isRegistered()
    await hasAnotherLifetime(scene, lifetime)
    const write = server.writes(`${await client.serverInstance()}/1`, lifetime)
    await write.answered.happens()
    const update = client.updates({ lifetime }).after(write.sent)
    await client.must('A', update.sent, ofAnUpdate)
    await client.must('B', update.sent, noList)
  },
})
