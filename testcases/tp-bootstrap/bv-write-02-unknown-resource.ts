import { accountPaths, code, type DataFormat, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

/** Resource 30000, which no version of the object has, is 42. */
const unknown = 30000

/** The Server half of an account, and the resource that nobody knows: as TLV, or as SenML JSON. */
function withUnknown(format: DataFormat, path: string, binding: string): Uint8Array {
  if (format === 'tlv') {
    const letter = binding.charCodeAt(0)
    const lifetime = [0xc4, 1, 0x00, 0x01, 0x51, 0x80]
    return Uint8Array.of(0xc1, 0, 1, ...lifetime, 0xc1, 6, 0, 0xc1, 7, letter, 0xe1, 0x75, 0x30, 42)
  }
  const pack = [
    { bn: `${path}/`, n: '0', v: 1 },
    { n: '1', v: 86400 },
    { n: '6', vb: false },
    { n: '7', vs: binding },
    { n: String(unknown), v: 42 },
  ]
  return new TextEncoder().encode(JSON.stringify(pack))
}

export default testCase({
  purposeId: 'TP/BS/WRITE/BV-02',
  title: 'Bootstrap-Write with an unknown resource',
  purpose: 'A Client takes what it knows of a Bootstrap-Write and leaves the rest.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.5' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request.',
    'The Bootstrap-Server writes a Server instance in which there is a resource 30000, too.',
    'It finishes; the Client registers.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers the Bootstrap-Write with an unknown resource with 2.04',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
    B: {
      judged: 'client',
      text: 'registers with the account of that Write',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
  },
  async body({ client, bootstrap, cannotJudge }) {
    const asked = client.requestsBootstrap()
    const { query } = await asked.sent.happens()
    const preferred = query.find((item) => item.startsWith('pct='))
    const format = preferred === undefined || preferred === 'pct=11542' ? 'tlv' : 'senml-json'
    if (format === 'senml-json' && preferred !== 'pct=110')
      cannotJudge(`the tester has no such Write for ${preferred}`)
    await asked.answered.happens()
    const account = bootstrap.account()
    const { links: listed } = await bootstrap.discovers('/').answered.happens()
    const { security, server } = accountPaths(listed, account)
    await bootstrap.writes(security, account.security).answered.happens()
    const payload = withUnknown(format, server, String(account.server['7']))
    await client.must('A', bootstrap.writes(server, {}, { format, payload }).answered, code('2.04'))
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.must('B', client.registers().after(finish.sent).sent)
  },
})
