import { code, holds, request, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { hasAnotherLifetime } from './lifetime.ts'

export default testCase({
  number: 102,
  title: 'Registration Update',
  purpose: 'A new lifetime reaches the Server by an Update, and a registration that is not renewed runs out.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.2' }],
  judges: ['client', 'server'],
  stimuli: { server: ['write'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Server writes a lifetime of 20 s to /1/0/1.',
    'The Client sends an Update with lt=20.',
    'The Client renews the registration before it runs out, or lets it run out and the Server forgets it.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'writes the Lifetime by PUT /1/0/1',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    B: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: {
      judged: 'client',
      text: 'sends an Update with the lifetime that was written',
      clause: 'Core 1.1.1 §6.2.2',
    },
    D: { judged: 'server', text: 'answers the Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: {
      judged: 'server',
      text: 'drops the registration that was not renewed: answers 4.04 to a late Update',
      clause: 'Core 1.1.1 §6.2.1',
    },
  },
  async body(scene) {
    const { client, server, iut, seconds, pause, tolerance } = scene
    const lifetime = seconds(waits.shortLifetime)
    await client.isRegistered()
    await hasAnotherLifetime(scene, lifetime)
    const path = `${await client.serverInstance()}/1`
    const write = server.writes(path, lifetime)
    await server.must('A', write.sent, request('PUT', path), holds({ [path]: lifetime }))
    await client.must('B', write.answered, code('2.04'))
    const update = client.updates({ lifetime }).after(write.sent)
    await client.must('C', update.sent)
    await server.must('D', update.answered, code('2.04'))

    // Whether the Client renews it now or lets it run out is its own choice, says the ETS.
    if (!iut.includes('server')) return
    await pause(waits.shortLifetime)
    await pause(waits.expiryMargin, tolerance)
    await server.must('E', client.updates().answered, code('4.04'))
  },
})
