import { code } from '#testcase'
import { managementCase } from './management-case.ts'

const [text, octets, unknown] = [0, 42, 65000]

export default managementCase({
  id: 'FORMAT/BI-01',
  title: 'Read with an Accept that cannot be met',
  purpose: 'A format that is unknown, or that cannot carry what is asked for, is refused.',
  needs: [],
  reference: [{ clause: 'RFC 7252 §5.10.4' }, { clause: 'Core 1.1.1 §7.4' }],
  dependsOn: [101],
  steps: [
    'The Server reads /3/0 as an unknown format, as text and as octets.',
    'It reads /3/0/16 as an unknown format and as octets.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 4.06 to a format that nobody knows', clause: 'RFC 7252 §5.10.4' },
    B: { judged: 'client', text: 'answers 4.06 to an instance as text', clause: 'Core 1.1.1 §7.4.1' },
    C: {
      judged: 'client',
      text: 'answers 4.06 to an instance, or a string, as octets',
      clause: 'Core 1.1.1 §7.4.2',
    },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const asked = [
      ['A', '/3/0', unknown],
      ['A', '/3/0/16', unknown],
      ['B', '/3/0', text],
      ['C', '/3/0', octets],
      ['C', '/3/0/16', octets],
    ] as const
    for (const [letter, path, accept] of asked)
      await client.must(letter, server.reads(path, { accept }).answered, code('4.06'))
  },
})
