import { code } from '#testcase'
import { accessCase, given, ids, isRefused, may, meetsBoth } from './access-case.ts'

const { read, write } = may

export default accessCase({
  id: 'BV-02',
  title: 'Rights by default',
  purpose: 'Instance 0 of the rights holds for a Server that is not named, and for no other.',
  needs: ['RES.3.14'],
  steps: [
    'The Client is bootstrapped with accounts for two Servers; the first owns the rights on the Device.',
    'The first lets everybody read: the second reads, and writes the UTC offset.',
    'It lets everybody read, and the second write alone: the second reads.',
    'It gives rights to itself alone: the second reads.',
  ],
  criteria: {
    A: { judged: 'client', text: 'serves a Server by the default right', clause: 'Core 1.1.1 Appendix E.3' },
    B: {
      judged: 'client',
      text: 'refuses what the default right lacks with 4.01',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    C: {
      judged: 'client',
      text: 'goes by the rights of a Server that is named, whatever holds by default',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    D: {
      judged: 'client',
      text: 'refuses a Server that nothing is given',
      clause: 'Core 1.1.1 Appendix E.3',
    },
  },
  async body(scene) {
    const { client, second } = scene
    await meetsBoth(scene)
    const { '/3/0/14': held = '+00:00' } = await client.valuesOf('/3/0/14')
    const reads = () => second.server.reads('/3/0/16').answered
    await given(scene, { [ids.everybody]: read })
    await client.must('A', reads(), code('2.05'))
    await client.must('B', second.server.writes('/3/0/14', held, { keep: true }).answered, isRefused)
    await given(scene, { [ids.everybody]: read, [ids.second]: write })
    await client.must('C', reads(), isRefused)
    await given(scene, {})
    await client.must('D', reads(), isRefused)
  },
})
