import { code } from '#testcase'
import { accessCase, ids, may, meetsBoth, sets } from './access-case.ts'

export default accessCase({
  id: 'BV-01',
  title: 'Rights that a Server has',
  purpose:
    'The owner of an instance sets what another Server may do with it, and each right is enough for its own.',
  steps: [
    'The Client is bootstrapped with accounts for two Servers; the first owns the rights on the Device.',
    'The first lets the second read alone: the second reads, attaches pmin and observes.',
    'It lets it write alone: the second writes the UTC offset.',
    'It lets it execute alone: the second resets the error codes.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'lets the owner set the rights, with 2.04',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    B: { judged: 'client', text: 'answers a Read with 2.05 by R', clause: 'Core 1.1.1 Appendix E.3' },
    C: {
      judged: 'client',
      text: 'answers Write-Attributes with 2.04 by R',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    D: { judged: 'client', text: 'answers an Observe with 2.05 by R', clause: 'Core 1.1.1 Appendix E.3' },
    E: { judged: 'client', text: 'answers a Write with 2.04 by W', clause: 'Core 1.1.1 Appendix E.3' },
    F: { judged: 'client', text: 'answers an Execute with 2.04 by E', clause: 'Core 1.1.1 Appendix E.3' },
  },
  async body(scene) {
    const { client, server, second, supports } = scene
    const [offset, reset] = [await supports('RES.3.14'), await supports('RES.3.12')]
    await meetsBoth(scene)
    const sole = async (right: number): Promise<void> => {
      const rights = { [ids.first]: may.read | may.write, [ids.second]: right }
      await client.must('A', (await sets(scene, server, '/2/1', rights)).answered, code('2.04'))
    }
    await sole(may.read)
    await client.must('B', second.server.reads('/3/0/16').answered, code('2.05'))
    const attach = second.server.setsAttributes('/3/0', { pmin: 5 }, { keep: true })
    await client.must('C', attach.answered, code('2.04'))
    const observation = second.server.observes('/3/0/16')
    await client.must('D', observation.answered, code('2.05'))
    await second.server.cancels(observation, 'get').answered.happens()
    if (offset) {
      const { '/3/0/14': held = '+00:00' } = await client.valuesOf('/3/0/14')
      await sole(may.write)
      await client.must('E', second.server.writes('/3/0/14', held, { keep: true }).answered, code('2.04'))
    } else client.notApplicable('E', 'the Client has no /3/0/14')
    if (reset) {
      await sole(may.execute)
      await client.must('F', second.server.executes('/3/0/12').answered, code('2.04'))
    } else client.notApplicable('F', 'the Client has no /3/0/12')
  },
})
