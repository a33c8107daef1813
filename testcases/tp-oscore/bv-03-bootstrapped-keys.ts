import { type Answer, accountPaths, check, code, type Link, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

const underOscore = check<{ readonly isProtected: boolean }>('a message under OSCORE', ({ isProtected }) =>
  isProtected ? undefined : 'one in the clear',
)

const isOfServer = ({ target, attributes }: Link): boolean =>
  /^\/21\/\d+$/.test(target) && attributes.some(({ name, value }) => name === 'ssid' && value === '1')

const keysShown = check<Answer>('</21/x>;ssid=1', ({ links }) =>
  links.some(isOfServer)
    ? undefined
    : links
        .filter(({ target }) => target.startsWith('/21'))
        .map(({ target }) => `<${target}> without it`)
        .join(', ') || 'no </21/x>',
)

/** Octets of a Master Secret that is as long as the hash of HKDF, and longer than a key. */
const secretLength = 32

export default testCase({
  purposeId: 'TP/SEC/OSCORE/BV-03',
  title: 'Keys from a Bootstrap-Server',
  purpose:
    'A Client takes OSCORE keys of another length than sixteen octets, since LwM2M 1.2 with an ID Context, and works with them.',
  area: 'Bootstrap',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7' }, { clause: 'RFC 8613 §3.2' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  channel: { only: 'oscore', why: 'it is about OSCORE' },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request and is given an account with a Master Secret of 32 octets, in a run of 1.2 with an ID Context.',
    'The Bootstrap-Server discovers and finishes.',
    'The Client registers; the Server reads its Device.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'takes the account with its keys: 2.04 to each Bootstrap-Write',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
    B: {
      judged: 'client',
      text: 'lists the OSCORE instance with the Short Server ID of its account',
      clause: 'Core 1.1.1 §6.1.7.3',
    },
    C: { judged: 'client', text: 'registers under these keys', clause: 'RFC 8613 §8.1' },
    D: { judged: 'client', text: 'answers under these keys', clause: 'RFC 8613 §6.1' },
  },
  async body({ client, server, bootstrap, lwm2m }) {
    await client.requestsBootstrap().answered.happens()
    // Object 21 has had an ID Context since its version 1.1, which came with LwM2M 1.2.
    bootstrap.givesKeys({ secretLength, hasIdContext: lwm2m === '1.2' })
    const { links } = await bootstrap.discovers('/').answered.happens()
    const account = bootstrap.account()
    const { security, server: instance } = accountPaths(links, account)
    await client.must('A', bootstrap.writes(security, account.security).answered, code('2.04'))
    await client.must('A', bootstrap.writes(instance, account.server).answered, code('2.04'))
    await client.must('B', bootstrap.discovers('/').answered, code('2.05'), keysShown)
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.must('C', client.registers().after(finish.sent).sent, underOscore)
    await client.must('D', server.reads('/3/0').answered, code('2.05'), underOscore)
  },
})
