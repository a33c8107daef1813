import { type Asked, check, code, holds, request, testCase } from '#testcase'
import { C1Send } from '../configurations/c1-send.ts'
import { waits } from '../waits.ts'
import { isUnmuted } from './sent.ts'

const nothing = check<readonly Asked[]>('no Send', (sends) =>
  sends.length === 0 ? undefined : `${sends.length}, the first in frame ${sends[0]!.frame ?? '?'}`,
)

export default testCase({
  number: 307,
  title: 'Muting Send',
  purpose: 'A Client sends nothing by itself while Mute Send is true.',
  area: 'Information reporting',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.6' }, { clause: 'Core 1.1.1 Appendix E.2 resource 23' }],
  judges: ['client', 'server'],
  selection: { client: ['SEND', 'RES.1.23'], server: ['SEND'] },
  stimuli: { client: ['send'], server: ['write'] },
  dependsOn: [101, 306],
  configuration: C1Send,
  impact: 'settings',
  steps: [
    'The Client is made to send, and does.',
    'The Server writes true to /1/0/23; the Client is made to send, and does not.',
    'The Server writes false to /1/0/23; the Client is made to send, and does.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'writes Mute Send by PUT',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    B: { judged: 'client', text: 'answers the Writes with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: {
      judged: 'client',
      text: 'sends nothing while Mute Send is true',
      clause: 'Core 1.1.1 Appendix E.2 resource 23',
    },
    D: {
      judged: 'client',
      text: 'sends when Mute Send is false again',
      clause: 'Core 1.1.1 Appendix E.2 resource 23',
    },
    E: { judged: 'server', text: 'answers each Send with 2.04', clause: 'Transport 1.1.1 §6.7' },
  },
  async body(scene) {
    const { client, server, iut, seconds, cannotJudge } = scene
    await client.isRegistered()
    await isUnmuted(scene)
    const mute = `${await client.serverInstance()}/23`
    await server.must('E', client.sends(['/3/0']).answered, code('2.04'))
    for (const value of [true, false]) {
      const write = server.writes(mute, value, value ? {} : { keep: true })
      await server.must('A', write.sent, request('PUT', mute), holds({ [mute]: value }))
      const answer = await client.must('B', write.answered, code('2.04'))
      if (answer.code !== '2.04') cannotJudge(`${mute} was not written: ${answer.code}`)
      if (value && iut.includes('client'))
        await client.must('C', client.sendsDuring(seconds(waits.muted), ['/3/0']), nothing)
    }
    const send = client.sends(['/3/0'])
    await client.must('D', send.sent)
    await server.must('E', send.answered, code('2.04'))
  },
})
