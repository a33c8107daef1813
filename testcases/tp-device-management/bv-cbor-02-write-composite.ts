import { code, holds } from '#testcase'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'CBOR/BV-02',
  title: 'Write-Composite in LwM2M CBOR',
  purpose: 'Values of several resources come in one piece of LwM2M CBOR, and all are taken.',
  editions: ['1.2'],
  needs: ['WRITE-COMPOSITE', 'FMT.lwm2m-cbor', 'RES.1.2'],
  reference: [{ clause: 'Core 1.2 §6.3.9' }, { clause: 'Core 1.2 §7.4' }],
  steps: [
    'The Server sends an iPATCH in LwM2M CBOR with another default minimum period and the other Notification Storing.',
    'It reads the Server instance.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'holds the written values', clause: 'Core 1.2 §6.3.9' },
    C: { judged: 'client', text: 'keeps what was not written', clause: 'Core 1.2 §6.3.9' },
  },
  async body(scene) {
    const { client, server, cannotJudge } = scene
    await client.isRegistered()
    const one = await client.serverInstance()
    const { [`${one}/2`]: held, [`${one}/6`]: storing, ...kept } = await client.saves(one, 0, 1, 2, 6, 7)
    if (held === undefined) return cannotJudge(`it has no ${one}/2 to write`)
    const period = Number(held) + 1
    const changed = { [`${one}/2`]: period, [`${one}/6`]: storing !== true }
    const content = Object.fromEntries(Object.entries(changed).map(([path, value]) => [path.slice(1), value]))
    const write = server.writesComposite(content, { format: 'lwm2m-cbor' })
    await client.must('A', write.answered, code('2.04'))
    for (const [letter, values] of [['B', changed] as const, ['C', kept] as const])
      for (const [path, value] of Object.entries(values))
        await client.must(letter, server.reads(path).answered, code('2.05'), holds({ [path]: value }))
  },
})
