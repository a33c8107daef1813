import { check, type Greeting } from '#testcase'
import { streamCase } from './stream-case.ts'

/** The first message is a CSM. */
export const isCsm = check<Greeting>('a CSM (7.01)', ({ message }) => {
  if (message?.code === '7.01') return undefined
  return message === undefined ? 'no message' : message.code
})

const sound = check<Greeting>('no violation', ({ violations: [first] }) =>
  first === undefined ? undefined : `${first.text} (${first.clause})`,
)

export default streamCase({
  purposeId: 'TP/TCP/CSM/BV-01',
  title: 'CSM as first message',
  purpose: 'Each side of a connection begins with what it is capable of.',
  steps: ['The first message of the connection is looked at.'],
  rules: [
    { text: 'begins the connection with a CSM', clause: 'RFC 8323 §3.3' },
    { text: 'states its capabilities as the options say', clause: 'RFC 8323 §5.3' },
  ],
  async body({ stream, must }) {
    await must(0, stream.greeting(), isCsm)
    await must(1, stream.greeting(), sound)
  },
})
