import { code, holds } from '#testcase'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'WRITE/BV-06',
  title: 'Write of LwM2M JSON whose names begin with a slash',
  purpose:
    'The name of an entry follows its base name as it is, on whichever side the slash between them stands.',
  needs: ['FMT.json', 'RES.1.2'],
  reference: [{ clause: 'Core 1.1.1 §7.4.4' }],
  dependsOn: [205, 220, 'int-226 B'],
  steps: [
    'The Server POSTs the Default Minimum Period to its Server instance, with /1/0 as the base name and /2 as the name.',
    'It reads it.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'holds the new value', clause: 'Core 1.1.1 §7.4.4' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const instance = await client.serverInstance()
    const path = `${instance}/2`
    const payload = new TextEncoder().encode(JSON.stringify({ bn: instance, e: [{ n: '/2', v: 23 }] }))
    const write = server.writes(instance, { '2': 23 }, { format: 'json', payload })
    await client.must('A', write.answered, code('2.04'))
    await client.must('B', server.reads(path).answered, code('2.05'), holds({ [path]: 23 }))
  },
})
