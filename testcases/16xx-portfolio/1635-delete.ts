import { code, links, noLinks, testCase } from '#testcase'
import { C12 } from '../configurations/c12.ts'
import { instanceFormat } from '../formats.ts'

export default testCase({
  number: 1635,
  title: 'Delete Portfolio Object Instance',
  purpose: 'Instances are deleted one by one, and the deletion is announced.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.7' }, { clause: 'Core 1.1.1 §6.2.2' }],
  judges: ['client'],
  selection: { client: ['OBJ.16'] },
  dependsOn: [101],
  configuration: C12,
  impact: 'settings',
  steps: [
    'The Server creates two instances of /16 beside those there are.',
    'It deletes one of them, then the other, and discovers /16 each time.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers each Delete with 2.02', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'announces the deletion by an Update with the whole object list',
      clause: 'Core 1.1.1 §6.2.2',
    },
    C: { judged: 'client', text: 'has the deleted instance no more', clause: 'Core 1.1.1 §6.3.7' },
    D: { judged: 'client', text: 'keeps the instances that were not deleted', clause: 'Core 1.1.1 §6.3.7' },
  },
  async body(scene) {
    const { client, server, cannotJudge } = scene
    await client.isRegistered()
    const how = await instanceFormat(scene)
    for (const id of [101, 102]) {
      const create = server.creates('/16', { [`${id}/0/0`]: `Host Device ID #${id}` }, how)
      const answer = await create.answered.happens()
      if (answer.code !== '2.01') cannotJudge(`/16/${id} cannot be created: ${answer.code}`)
    }
    const first = server.deletes('/16/101')
    await client.must('A', first.answered, code('2.02'))
    await client.must(
      'B',
      client
        .updates({ lists: [await client.serverInstance(), '/16/102'], listsNot: ['/16/101'] })
        .after(first.sent).sent,
    )
    const between = server.discovers('/16')
    await client.must('C', between.answered, code('2.05'), noLinks('/16/101'))
    await client.must('D', between.answered, links('/16/102'))
    await client.must('A', server.deletes('/16/102').answered, code('2.02'))
    await client.must('C', server.discovers('/16').answered, code('2.05'), noLinks('/16/101', '/16/102'))
  },
})
