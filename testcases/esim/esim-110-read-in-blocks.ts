import { type Answer, check, code, type MessageFromEimToIpa } from '#testcase'
import { waits } from '../waits.ts'
import { esimCase } from './esim-case.ts'

/** Certificates of the eUICC and its manufacturer, and EUICCInfo2: more than goes into one block. */
const asking: MessageFromEimToIpa = {
  kind: 'transferEimPackageRequest',
  value: { kind: 'ipaEuiccDataRequest', value: { tagList: [0xbf22, 0xa5, 0xa6] } },
}

const oneBlock = 1024

/** The length that the first element of a message has, by its own account. */
function stated(octets: Uint8Array): number {
  const [, , first = 0, ...more] = octets
  if (first < 0x80) return 3 + first
  const length = more.slice(0, first & 0x7f).reduce((sum, octet) => sum * 256 + octet, 0)
  return 3 + (first & 0x7f) + length
}

const whole = check<Answer>('as many octets as the message says it has', ({ payload }) =>
  payload.length === stated(payload) ? undefined : `${payload.length} of ${stated(payload)} octets`,
)

export default esimCase({
  number: 110,
  title: 'A message that is read in blocks',
  purpose: 'A message of the IPA that takes several blocks is given whole to a Read.',
  dependsOn: ['ESIM-106'],
  steps: [
    'Send is muted, where the Client has it. The eIM asks for the certificates of the eUICC.',
    'The Server reads /3443/0/3.',
  ],
  criteria: {
    A: { text: 'gives the message whole', clause: 'RFC 7959 §2.4' },
  },
  async body({ client, server, eim, lwm2m, supports, pause, doesNotApply }) {
    if (lwm2m !== '1.0' && (await supports('RES.1.23')))
      await server.writes(`${await client.serverInstance()}/23`, true).answered.happens()
    const { answered, told } = await eim.says(asking)
    await answered.happens()
    const reads = () => server.reads(`${eim.mailbox}/3`, { format: 'opaque' }).answered
    for (let look = 0; look < 4; look++) {
      if ((await reads().happens()).payload.length > 0) break
      await pause(waits.betweenLooks)
    }
    const first = await reads().happens()
    if (first.payload.length <= oneBlock) {
      await told.happens()
      doesNotApply(`its longest message has ${first.payload.length} octets`, first.frame)
    }
    await client.must('A', reads(), code('2.05'), whole)
    await told.happens()
  },
})
