import { type Answer, check } from '#testcase'
import { senmlFormats } from '../formats.ts'
import { managementCase, refused } from './management-case.ts'

const closed = check<Answer>('nothing of Security or OSCORE', ({ nodes }) => {
  const stray = nodes.find(({ path: [object] }) => object === 0 || object === 21)
  return stray === undefined ? undefined : `/${stray.path.join('/')}`
})

export default managementCase({
  id: 'COMPOSITE/BI-03',
  title: 'Composite operations on Security',
  purpose: 'The Security object is closed to composite operations, too.',
  editions: ['1.1', '1.2'],
  needs: ['READ-COMPOSITE', 'WRITE-COMPOSITE'],
  reference: [{ clause: 'Core 1.1.1 §6.3' }],
  dependsOn: [221],
  steps: [
    'The Server sends a FETCH for /0, /21 and /3/0/16.',
    'It sends an iPATCH with a Client Hold Off Time of 1 s.',
  ],
  criteria: {
    A: { judged: 'client', text: 'gives nothing of them', clause: 'Core 1.1.1 §6.3' },
    B: { judged: 'client', text: 'refuses the Write', clause: 'Core 1.1.1 §6.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const [format = 'senml-cbor'] = await senmlFormats(scene)
    const read = server.readsComposite(['/0', '/0/0/0', '/21', '/3/0/16'], { format })
    await client.must('A', read.answered, closed)
    const write = server.writesComposite({ '0/0/11': 1 }, { format, keep: true })
    await client.must('B', write.answered, refused)
  },
})
