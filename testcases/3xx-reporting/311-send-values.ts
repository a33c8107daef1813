import { code, has, holds, pathText, testCase } from '#testcase'
import { C1Send } from '../configurations/c1-send.ts'
import { showing } from '../shown.ts'
import { waits } from '../waits.ts'
import { threePaths } from './composite.ts'
import { isUnmuted } from './sent.ts'

export default testCase({
  number: 311,
  title: 'Send command',
  purpose: 'The values that a Client sends are those it holds, and reach the user of the Server.',
  area: 'Information reporting',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.4.6' }, { clause: 'Transport 1.1.1 Table 6.4.5-1' }],
  judges: ['server', 'client'],
  selection: { client: ['SEND'], server: ['SEND'] },
  stimuli: { client: ['send'], server: ['ask-value'] },
  dependsOn: [101, 306],
  configuration: C1Send,
  impact: 'settings',
  steps: [
    'The Client is made to send /1/0/1 and an instance of /3/0/11.',
    'Both arrive with the values it holds; the Server answers 2.04 and shows them.',
  ],
  criteria: {
    A: { judged: 'client', text: 'sends what it is to send', clause: 'Core 1.1.1 §6.4.6' },
    B: { judged: 'client', text: 'sends the values it holds', clause: 'Core 1.1.1 §6.4.6' },
    C: { judged: 'server', text: 'answers the Send with 2.04', clause: 'Transport 1.1.1 §6.7' },
    D: {
      judged: 'server',
      text: 'shows the values that were sent, though nobody observes them',
      clause: 'Core 1.1.1 §6.4.6',
    },
  },
  async body(scene) {
    const { client, server, iut, pause, cannotJudge } = scene
    await client.isRegistered()
    await isUnmuted(scene)
    const [lifetime = '', error = ''] = await threePaths(scene)
    if (iut.includes('client')) {
      const { nodes } = await server.reads(error).answered.happens()
      const held = await client.valuesOf(lifetime)
      const send = client.sends([lifetime, error])
      await client.must('A', send.sent, has(lifetime, error))
      const value = nodes.find(({ path }) => pathText(path) === error)?.value?.value
      await client.must(
        'B',
        send.sent,
        holds({ ...held, ...(value === undefined ? {} : { [error]: value }) }),
      )
      return
    }
    // Values that nobody saw before, in each format.
    for (const [turn, format] of (['senml-cbor', 'senml-json'] as const).entries()) {
      const values = { [lifetime]: 86400 + turn, [error]: 6 + turn }
      for (const [path, value] of Object.entries(values)) await client.changes(path, value)
      const send = client.sends([lifetime, error], { format })
      const answer = await server.must('C', send.answered, code('2.04'))
      if (answer.code !== '2.04') cannotJudge(`the Send was answered ${answer.code}`)
      await pause(waits.shown)
      for (const [path, value] of Object.entries(values))
        await server.must('D', server.shows(path), showing(String(value)))
    }
  },
})
