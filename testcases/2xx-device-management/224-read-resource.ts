import { code, has, only, testCase, wellFormed } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  number: 224,
  title: 'Read on Resource',
  purpose: 'Single resources are read in the format the Client chooses; a format it cannot give is refused.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.1' }, { clause: 'RFC 7252 §5.10.4' }],
  judges: ['client'],
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Server reads /1/0/0, /1/0/1, /1/0/6, /1/0/7 and /3/0/16.',
    'It reads /3/0/16 with an Accept that no format has.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 2.05 with a well-formed payload', clause: 'Core 1.1.1 §6.3.1' },
    B: { judged: 'client', text: 'gives the resource and nothing else', clause: 'Core 1.1.1 §6.3.1' },
    C: { judged: 'client', text: 'answers 4.06 to an Accept it cannot satisfy', clause: 'RFC 7252 §5.10.4' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const one = await client.serverInstance()
    for (const path of [...[0, 1, 6, 7].map((resource) => `${one}/${resource}`), '/3/0/16']) {
      const read = server.reads(path)
      await client.must('A', read.answered, code('2.05'), wellFormed)
      await client.must('B', read.answered, has(path), only(path))
    }
    await client.must('C', server.reads('/3/0/16', { accept: 65000 }).answered, code('4.06'))
  },
})
