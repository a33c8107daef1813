import { check, code, type Registering, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { hasAnotherLifetime } from './lifetime.ts'

/** `lt` of a Register is the value of /1/x/1. */
function stating(lifetime: number) {
  return check<Registering>(`lt=${lifetime}`, ({ registration }) =>
    registration.lifetime === lifetime ? undefined : `lt=${registration.lifetime ?? '(absent)'}`,
  )
}

export default testCase({
  number: 105,
  title: 'Discarded Register Update',
  purpose: 'A Client whose registration the Server forgot registers anew.',
  area: 'Registration',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.2' }],
  judges: ['server', 'client'],
  dependsOn: [101, 102],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Client is registered with a short lifetime.',
    'The Server side forgets the registration.',
    'The next Update is answered 4.04.',
    'The Client sends a full Register, with the lifetime that it has now.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'sends the Update for the forgotten registration',
      clause: 'Core 1.1.1 §6.2.2',
    },
    B: {
      judged: 'server',
      text: 'answers an Update for a registration it does not hold with 4.04',
      clause: 'Transport 1.1.1 §6.7',
    },
    C: { judged: 'client', text: 'registers anew after the 4.04', clause: 'Core 1.1.1 §6.2.2' },
    D: {
      judged: 'client',
      text: 'states in that Register the Lifetime of its Server instance',
      clause: 'Core 1.1.1 §6.2.1',
    },
  },
  async body(scene) {
    const { client, server, iut, seconds, cannotJudge } = scene
    if (iut.includes('server')) {
      const { answered } = client.registers()
      await answered.happens()
      // The Client leaves behind its own back: the Server must not know the location any more.
      const left = await client.deregisters().answered.happens()
      if (left.code !== '2.02') cannotJudge(`the Server did not let our Client go: ${left.code}`)
      await server.must('B', client.updates().answered, code('4.04'))
      return
    }
    const lifetime = seconds(waits.forgottenLifetime)
    await client.isRegistered()
    await hasAnotherLifetime(scene, lifetime)
    const write = server.writes(`${await client.serverInstance()}/1`, lifetime)
    await write.answered.happens()
    await client.updates({ lifetime }).after(write.sent).sent.happens()
    await server.forgets()
    const update = client.updates().within(lifetime)
    await client.must('A', update.sent)
    const register = client.registers().after(update.sent).sent
    await client.must('C', register)
    await client.must('D', register, stating(lifetime))
  },
})
