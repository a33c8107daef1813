import { check, code, type MessageFromEimToIpa, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { nameOf, wellMade } from './told.ts'

/** Numbers that no eUICC has reached: to acknowledge them changes nothing. */
const numbers = Array.from({ length: 800 }, (_, index) => 0x700000 + index)

/** About four thousand octets. */
const long: MessageFromEimToIpa = {
  kind: 'transferEimPackageRequest',
  value: { kind: 'eimAcknowledgements', value: numbers },
}

const answered = check<Told>('an answer to acknowledgements', ({ message }) =>
  message?.kind === 'transferEimPackageResponse' &&
  ['eimPackageReceived', 'eimPackageError'].includes(message.value.kind)
    ? undefined
    : nameOf(message),
)

export default esimCase({
  number: 109,
  title: 'A message in blocks',
  purpose: 'A message that takes several blocks is taken as one.',
  steps: ['The eIM leaves acknowledgements of about 4000 octets, of sequence numbers that there are not.'],
  criteria: {
    A: { text: 'takes the message with 2.04', clause: 'RFC 7959 §2.5' },
    B: { text: 'answers it', clause: 'SGP.32 §6.3.3.1' },
  },
  async body({ client, eim, cannotJudge }) {
    const left = await eim.says(long, { receipts: true })
    const { code: seen } = await client.must('A', left.answered, code('2.04'))
    if (seen !== '2.04') cannotJudge('the message was not taken')
    await client.must('B', left.told, wellMade, answered)
  },
})
