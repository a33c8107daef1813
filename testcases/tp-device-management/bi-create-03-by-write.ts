import { code, noLinks } from '#testcase'
import { instanceFormat } from '../formats.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'CREATE/BI-03',
  title: 'Write to an instance that is not there',
  purpose: 'A Write changes instances, and makes none.',
  needs: ['OBJ.16'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }, { clause: 'Core 1.1.1 §6.3.6' }],
  steps: ['The Server POSTs and PUTs an identity to /16/106, which is not there.', 'It discovers /16.'],
  criteria: {
    A: { judged: 'client', text: 'answers the partial Write with 4.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'answers the replacing Write with 4.04', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'client', text: 'has made no instance', clause: 'Core 1.1.1 §6.3.6' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const format = await instanceFormat(scene)
    for (const [letter, mode] of [
      ['A', 'partial'],
      ['B', 'replace'],
    ] as const) {
      const write = server.writes('/16/106', { '0/0': 'none' }, { ...format, mode, keep: true })
      await client.must(letter, write.answered, code('4.04'))
    }
    const { links } = await client.must(
      'C',
      server.discovers('/16').answered,
      code('2.05'),
      noLinks('/16/106'),
    )
    if (links.some(({ target }) => target === '/16/106')) await server.deletes('/16/106').answered.happens()
  },
})
