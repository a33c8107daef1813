import { type Asked, accountPaths, type Body, check, code, linkAttributes, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

const underOscore = check<{ readonly isProtected: boolean }>('a message under OSCORE', ({ isProtected }) =>
  isProtected ? undefined : 'a message in the clear',
)

/** One for the Bootstrap-Server, and one for the Server. */
const twoKeyInstances = check<Body>('two OSCORE instances', ({ links }) => {
  const listed = links.filter(({ target }) => /^\/21\/\d+$/.test(target)).map(({ target }) => target)
  return listed.length >= 2 ? undefined : listed.join(', ') || 'none'
})

const keysIn = (writes: readonly Asked[]) =>
  writes.flatMap(({ nodes }) => nodes).filter(({ path }) => path[0] === 21)

/** Master Secret, Sender ID and Recipient ID of an OSCORE instance, and a Security instance that names it. */
const linkedKeys = check<readonly Asked[]>(
  '/0/x/17 names an OSCORE instance with resources 0 to 2',
  (writes) => {
    const keys = keysIn(writes)
    const link = writes
      .flatMap(({ nodes }) => nodes)
      .find(({ path, value }) => path[0] === 0 && path[2] === 17 && value?.type === 'objlnk')?.value
    if (link?.type !== 'objlnk') return 'no /0/x/17'
    const { object, instance } = link.value
    const missing = [0, 1, 2].filter(
      (resource) => !keys.some(({ path }) => path[1] === instance && path[2] === resource),
    )
    if (object === 21 && missing.length === 0) return undefined
    return `/${object}/${instance} without resource ${missing.join(', ')}`
  },
)

export default testCase({
  number: 11,
  title: 'Client Initiated Bootstrap (OSCORE)',
  purpose: 'A Client is bootstrapped under OSCORE, is given keys for its Server, and registers by them.',
  area: 'Bootstrap',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.4' }, { clause: 'Transport 1.1.1 §5.5' }],
  judges: ['client', 'bootstrap'],
  channel: { only: 'oscore', why: 'it is about OSCORE' },
  selection: { client: ['BOOTSTRAP', 'OSCORE'], bootstrap: ['OSCORE'] },
  stimuli: { bootstrap: ['provision'] },
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request under OSCORE.',
    'The Bootstrap-Server writes an OSCORE instance, a Security instance that names it, and a Server instance.',
    'It discovers, and sends Bootstrap-Finish.',
    'The Client registers under OSCORE.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'sends the Bootstrap-Request under OSCORE',
      clause: 'RFC 8613 §8.1',
    },
    B: {
      judged: 'client',
      text: 'answers the Bootstrap-Writes of the account with 2.04',
      clause: 'Transport 1.1.1 §6.7',
    },
    C: {
      judged: 'client',
      text: 'lists the account with its Short Server ID, and the keys for both',
      clause: 'Core 1.1.1 §6.1.7.3',
    },
    D: { judged: 'client', text: 'answers Bootstrap-Finish with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: { judged: 'client', text: 'registers under OSCORE', clause: 'Core 1.1.1 Appendix E.1 resource 17' },
    F: {
      judged: 'bootstrap',
      text: 'answers the Bootstrap-Request with 2.04, under OSCORE',
      clause: 'Transport 1.1.1 §6.7; RFC 8613 §8.3',
    },
    G: {
      judged: 'bootstrap',
      text: 'writes keys to an OSCORE instance, and a Security instance that names it',
      clause: 'Core 1.1.1 Appendix E.1 resource 17',
    },
    H: {
      judged: 'bootstrap',
      text: 'sends Bootstrap-Finish after the account',
      clause: 'Core 1.1.1 §6.1.7.2',
    },
  },
  async body({ client, bootstrap, iut, cannotJudge }) {
    await bootstrap.isProvisioned()
    const asked = client.requestsBootstrap()
    await client.must('A', asked.sent, underOscore)
    const account = bootstrap.account()
    if (iut.includes('bootstrap')) {
      await bootstrap.must('F', asked.answered, code('2.04'), underOscore)
      const written = bootstrap.writes('/1', account.server)
      await bootstrap.writes('/0', account.security).sent.happens()
      await bootstrap.must('H', bootstrap.finishes().after(written.sent).sent)
      // Whoever provisions it by an upper tester cannot tell it about keys: that is a matter of the test set-up.
      if (keysIn(await bootstrap.written().happens()).length === 0)
        cannotJudge('it gives an account without OSCORE: have it give one with keys')
      await bootstrap.must('G', bootstrap.written(), linkedKeys)
      return
    }
    await asked.answered.happens()
    const { links } = await bootstrap.discovers('/').answered.happens()
    const { security, server } = accountPaths(links, account)
    for (const [path, half] of [
      [security, account.security],
      [server, account.server],
    ] as const) {
      const { code: seen } = await client.must('B', bootstrap.writes(path, half).answered, code('2.04'))
      if (seen !== '2.04') cannotJudge('the account was refused')
    }
    await client.must(
      'C',
      bootstrap.discovers('/').answered,
      code('2.05'),
      linkAttributes(security, { ssid: 1 }),
      twoKeyInstances,
    )
    const { code: finish } = await client.must('D', bootstrap.finishes().answered, code('2.04'))
    if (finish !== '2.04') cannotJudge('the account was refused')
    await client.must('E', client.registers().sent, underOscore)
  },
})
