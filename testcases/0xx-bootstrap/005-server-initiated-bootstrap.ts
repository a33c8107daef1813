import { accountPaths, type Check, check, code, type Registering, request, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { endpointStated } from './account.ts'

/** The enabler version and that of each object, as a Register states them: `lwm2m=1.1 /3=1.1`. */
function versionsIn({ registration: { lwm2m, objects } }: Registering): ReadonlyMap<string, string> {
  const stated = objects.map(({ object, version }) => [`/${object}`, version ?? '(none)'] as const)
  return new Map([['lwm2m', lwm2m ?? '(none)'], ...stated.toSorted(([, a], [, b]) => a.localeCompare(b))])
}

/** An object that a bootstrap brought or took away is no matter. */
function sameVersions(before: Registering): Check<Registering> {
  const had = versionsIn(before)
  return check('versions as in the Register before', (after) => {
    const has = versionsIn(after)
    const other = [...has].find(([what, version]) => (had.get(what) ?? version) !== version)
    return other === undefined ? undefined : `${other[0]} ${other[1]}, before ${had.get(other[0])}`
  })
}

export default testCase({
  number: 5,
  title: 'Server Initiated Bootstrap',
  purpose: 'The Bootstrap-Request Trigger makes a registered Client bootstrap.',
  area: 'Bootstrap',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.3.4' }, { clause: 'Core 1.1.1 Appendix E.2' }],
  judges: ['client', 'server'],
  selection: { client: ['BOOTSTRAP', 'RES.1.9'] },
  stimuli: { server: ['execute'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'bootstrap',
  steps: [
    'The Server executes /1/0/9.',
    'The Client sends a Bootstrap-Request, is given its account, and registers.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'executes the trigger by POST /1/0/9',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    B: { judged: 'client', text: 'answers the Execute with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'client', text: 'sends a Bootstrap-Request', clause: 'Core 1.1.1 §6.1.3.4' },
    D: { judged: 'client', text: 'answers Bootstrap-Finish with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: { judged: 'client', text: 'registers after the bootstrap', clause: 'Core 1.1.1 §6.1.4' },
    F: {
      judged: 'client',
      text: 'states the versions that it stated before the bootstrap',
      clause: 'Core 1.1.1 §6.2.1',
    },
  },
  async body({ client, server, bootstrap, iut }) {
    await client.isRegistered()
    const before = iut.includes('client') ? await client.registration().happens() : undefined
    const one = await client.serverInstance()
    const trigger = server.executes(`${one}/9`)
    // Awaited from now on: the Bootstrap-Request may overtake the answer to the Execute.
    const asked = iut.includes('client') ? client.requestsBootstrap().after(trigger.sent) : undefined
    await server.must('A', trigger.sent, request('POST', `${one}/9`))
    await client.must('B', trigger.answered, code('2.04'))
    if (asked === undefined || before === undefined) return
    await client.must('C', asked.sent, endpointStated)
    const account = bootstrap.account()
    const { links } = await bootstrap.discovers('/').answered.happens()
    const paths = accountPaths(links, account)
    await bootstrap.writes(paths.security, account.security).answered.happens()
    await bootstrap.writes(paths.server, account.server).answered.happens()
    const finish = bootstrap.finishes()
    await client.must('D', finish.answered, code('2.04'))
    const register = client.registers().after(finish.sent)
    await client.must('E', register.sent)
    await client.must('F', register.sent, sameVersions(before))
  },
})
