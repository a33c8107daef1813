import { type Answer, check, code, holds, request, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { hasAnotherLifetime } from './lifetime.ts'

export default testCase({
  number: 107,
  title: 'Extending the lifetime of a registration',
  purpose: 'A longer lifetime that the Server sets holds from then on, on both sides.',
  area: 'Registration',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.2' }],
  judges: ['server', 'client'],
  stimuli: { server: ['write'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Client is registered with a lifetime of 60 s.',
    'The Server writes a lifetime of 120 s to /1/0/1.',
    'The Client sends an Update with lt=120 at once, and the next one before 120 s are over.',
    'When the first 60 s are over, the Server still holds the registration.',
  ],
  criteria: {
    A: { judged: 'server', text: 'answers the Register with 2.01', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'server',
      text: 'writes the longer Lifetime by PUT /1/0/1',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    C: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    D: {
      judged: 'client',
      text: 'tells each new Lifetime by an Update at once',
      clause: 'Core 1.1.1 §6.2.2',
    },
    E: { judged: 'server', text: 'answers the Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
    F: {
      judged: 'client',
      text: 'sends the next Update before the new lifetime is over',
      clause: 'Core 1.1.1 §6.2.2',
    },
    G: {
      judged: 'server',
      text: 'still holds the registration when the old lifetime is over',
      clause: 'Core 1.1.1 §6.2.2',
    },
  },
  async body(scene) {
    const { client, server, iut, seconds, pause, cannotJudge } = scene
    const [first, lifetime] = [seconds(waits.firstLifetime), seconds(waits.extendedLifetime)]
    if (iut.includes('server')) {
      const { answered } = client.registers({ lifetime: first })
      const answer = await server.must('A', answered, code('2.01'))
      if (answer.code !== '2.01') cannotJudge('our Client is not registered')
    } else {
      await client.isRegistered()
      await hasAnotherLifetime(scene, first)
      const write = server.writes(`${await client.serverInstance()}/1`, first)
      await write.answered.happens()
      await client.must('D', client.updates({ lifetime: first }).after(write.sent).sent)
    }
    const path = `${await client.serverInstance()}/1`
    const write = server.writes(path, lifetime)
    await server.must('B', write.sent, request('PUT', path), holds({ [path]: lifetime }))
    await client.must('C', write.answered, code('2.04'))
    const update = client.updates({ lifetime }).after(write.sent)
    const { at } = await client.must('D', update.sent)
    await server.must('E', update.answered, code('2.04'))
    if (!iut.includes('server')) {
      await client.must('F', client.updates().after(update.sent).within(lifetime).sent)
      return
    }
    const whileItLasts = check<Answer>('an answer while the registration lasts', (answer) => {
      if (answer.code === '4.04' && answer.at - at >= lifetime * 1000)
        cannotJudge('the registration had time to run out before the Update got through')
      return undefined
    })
    await pause(waits.pastTheOldLifetime)
    await server.must('G', client.updates().answered, whileItLasts, code('2.04'))
  },
})
