import { check, code, holds, request, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { came, whether } from '../whether.ts'
import { hasAnotherLifetime } from './lifetime.ts'

export default testCase({
  number: 109,
  title: 'Behaviour in Queue Mode',
  purpose: 'A Server holds what it has to say while a Client sleeps, and says it after the next Update.',
  area: 'Registration',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Transport 1.1.1 §6.5' }],
  judges: ['server', 'client'],
  selection: { client: ['QUEUE'] },
  stimuli: { server: ['write', 'read'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Client is registered in queue mode; the Server writes a lifetime of 240 s, which brings an Update.',
    'Where the Client is judged: 80 s later it still answers a Read.',
    'When MAX_TRANSMIT_WAIT (93 s) has passed without a message, the Client sleeps.',
    'The Server is told to read /1/0/1: it sends nothing.',
    'The Client sends its next Update in time; the Server sends the Read; the Client answers it.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'writes the Lifetime by PUT /1/0/1',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    B: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'client', text: 'sends an Update with lt=240', clause: 'Core 1.1.1 §6.2.2' },
    D: { judged: 'server', text: 'answers the Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: { judged: 'server', text: 'sends nothing while the Client sleeps', clause: 'Transport 1.1.1 §6.5' },
    F: {
      judged: 'server',
      text: 'sends the Read that it held after the next Update',
      clause: 'Transport 1.1.1 §6.5',
    },
    G: {
      judged: 'client',
      level: 'SHOULD',
      text: 'still listens 80 s after its last message',
      clause: 'Transport 1.1.1 §6.5',
    },
    H: {
      judged: 'client',
      text: 'wakes for an Update before its lifetime is over',
      clause: 'Core 1.1.1 §6.2.2',
    },
    I: {
      judged: 'client',
      text: 'answers the Read that was held with the lifetime it was given',
      clause: 'Transport 1.1.1 §6.5',
    },
  },
  async body(scene) {
    const { client, server, iut, seconds, pause, cannotJudge } = scene
    const lifetime = seconds(waits.sleeperLifetime)
    if (iut.includes('server')) {
      const { code: registered } = await client.registers({ queueMode: true }).answered.happens()
      if (registered !== '2.01') cannotJudge(`the Server did not take our Client in: ${registered}`)
    } else {
      await client.isRegistered()
      await hasAnotherLifetime(scene, lifetime)
    }
    const path = `${await client.serverInstance()}/1`
    const write = server.writes(path, lifetime)
    await server.must('A', write.sent, request('PUT', path), holds({ [path]: lifetime }))
    await client.must('B', write.answered, code('2.04'))
    const update = client.updates({ lifetime }).after(write.sent)
    await client.must('C', update.sent)
    await server.must('D', update.answered, code('2.04'))

    if (iut.includes('server')) {
      // Whatever the Server asks meanwhile keeps our Client awake.
      const longest = lifetime - seconds(waits.asleep) - seconds(waits.beforeExpiry)
      if (!(await client.isQuietFor(seconds(waits.untilAsleep), longest)))
        cannotJudge('the Server keeps our Client awake')
      const sleep = client.sleeps(seconds(waits.asleep))
      const read = server.reads(path)
      await server.must(
        'E',
        sleep,
        check('nothing', (seen) => (seen[0] === undefined ? undefined : `${seen.length}: ${seen[0].text}`)),
      )
      const wake = client.updates()
      await wake.answered.happens()
      await server.must('F', read.after(wake.sent).sent)
      return
    }
    await pause(waits.lateInAwakeTime)
    const late = server.reads(path)
    await client.must('G', whether(late.answered), came)
    const wake = client
      .updates()
      .after(late.sent)
      .within(lifetime - seconds(waits.lateInAwakeTime))
    await client.must('H', wake.sent)
    await pause(waits.untilAsleep)
    await client.must('I', server.reads(path).answered, code('2.05'), holds({ [path]: lifetime }))
  },
})
