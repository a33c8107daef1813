import { code, holds } from '#testcase'
import { accessCase, given, ids, isRefused, may, meetsBoth } from './access-case.ts'

const { read, write, execute } = may

export default accessCase({
  id: 'BI-01',
  title: 'Rights that a Server lacks',
  purpose: 'A Server is refused whatever its rights on an instance do not name, and that alone.',
  steps: [
    'The Client is bootstrapped with accounts for two Servers; the first owns the rights on the Device.',
    'The first lets the second write and execute alone: the second reads, observes and attaches pmin.',
    'It lets it read and execute alone: the second writes the UTC offset.',
    'It lets it read and write alone: the second resets the error codes.',
    'It takes away every right: the second discovers the object, and the first reads the Device.',
  ],
  criteria: {
    A: { judged: 'client', text: 'refuses a Read with 4.01 without R', clause: 'Core 1.1.1 Appendix E.3' },
    B: {
      judged: 'client',
      text: 'refuses an Observe with 4.01 without R',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    C: {
      judged: 'client',
      text: 'refuses Write-Attributes with 4.01 without R',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    D: { judged: 'client', text: 'refuses a Write with 4.01 without W', clause: 'Core 1.1.1 Appendix E.3' },
    E: {
      judged: 'client',
      text: 'keeps the value that must not be written',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    F: {
      judged: 'client',
      text: 'refuses an Execute with 4.01 without E',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    G: {
      judged: 'client',
      text: 'shows the object to a Discover without any right',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    H: { judged: 'client', text: 'goes on to serve the first Server', clause: 'Core 1.1.1 Appendix E.3' },
  },
  async body(scene) {
    const { client, server, second, supports } = scene
    const [offset, reset] = [await supports('RES.3.14'), await supports('RES.3.12')]
    await meetsBoth(scene)
    await given(scene, { [ids.second]: write | execute })
    await client.must('A', second.server.reads('/3/0/16').answered, isRefused)
    await client.must('B', second.server.observes('/3/0/16').answered, isRefused)
    await client.must(
      'C',
      second.server.setsAttributes('/3/0', { pmin: 5 }, { keep: true }).answered,
      isRefused,
    )
    if (offset) {
      const before = await client.valuesOf('/3/0/14')
      await given(scene, { [ids.second]: read | execute })
      const other = before['/3/0/14'] === '+03:00' ? '+04:00' : '+03:00'
      await client.must('D', second.server.writes('/3/0/14', other, { keep: true }).answered, isRefused)
      await client.must('E', server.reads('/3/0/14').answered, code('2.05'), holds(before))
    } else for (const letter of ['D', 'E'] as const) client.notApplicable(letter, 'the Client has no /3/0/14')
    if (reset) {
      await given(scene, { [ids.second]: read | write })
      await client.must('F', second.server.executes('/3/0/12').answered, isRefused)
    } else client.notApplicable('F', 'the Client has no /3/0/12')
    await given(scene, { [ids.second]: 0 })
    await client.must('G', second.server.discovers('/3').answered, code('2.05'))
    await client.must('H', server.reads('/3/0/16').answered, code('2.05'))
  },
})
