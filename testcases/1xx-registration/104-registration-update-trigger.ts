import { type Answer, check, code, type Registering, request, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { hasAnotherLifetime } from './lifetime.ts'

const bare = check<Registering>('an Update without parameters', ({ query }) =>
  query.length === 0 ? undefined : `an Update with ${query.join('&')}`,
)

export default testCase({
  number: 104,
  title: 'Registration Update Trigger',
  purpose: 'The trigger brings an Update at once, which keeps the registration alive beyond its lifetime.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.2' }, { clause: 'Core 1.1.1 Appendix E.2' }],
  judges: ['client', 'server'],
  dependsOn: [101, 102],
  stimuli: { server: ['execute'] },
  configuration: C1,
  impact: 'settings',
  steps: [
    'The Client is registered with a lifetime of 20 s (where the Client is judged: of 600 s, so that no renewal is due).',
    'The Server executes /1/0/8 before it runs out.',
    'The Client sends an Update without parameters.',
    'When the first lifetime has passed, the Client is still registered.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'executes the trigger by POST /1/0/8',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    B: { judged: 'client', text: 'answers the Execute with 2.04', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'client', text: 'sends an Update without parameters', clause: 'Core 1.1.1 §6.2.2' },
    D: { judged: 'server', text: 'answers the Update with 2.04', clause: 'Transport 1.1.1 §6.7' },
    E: {
      judged: 'server',
      text: 'still holds the registration after the first lifetime',
      clause: 'Core 1.1.1 §6.2.2',
    },
  },
  async body(scene) {
    const { client, server, iut, seconds, pause, cannotJudge } = scene
    const lifetime = seconds(waits.shortLifetime)
    let renewed = 0
    const whileItLasts = check<Answer>('an answer while the registration lasts', (answer) => {
      if (answer.code === '4.04' && answer.at - renewed >= lifetime * 1000)
        cannotJudge('the registration had time to run out before the Update got through')
      return undefined
    })
    if (iut.includes('server')) {
      const register = client.registers({ lifetime })
      renewed = (await register.sent.happens()).at
      await register.answered.happens()
    } else {
      // Were the lifetime as short as the ETS has it, a renewal could not be told from what the trigger brought.
      const long = seconds(waits.longLifetime)
      await client.isRegistered()
      await hasAnotherLifetime(scene, long)
      const write = server.writes(`${await client.serverInstance()}/1`, long)
      await write.answered.happens()
      await client.updates({ lifetime: long }).after(write.sent).sent.happens()
    }
    await pause(iut.includes('server') ? waits.halfTheLifetime : waits.beforeTrigger)
    const path = `${await client.serverInstance()}/8`
    const trigger = server.executes(path)
    await server.must('A', trigger.sent, request('POST', path))
    await client.must('B', trigger.answered, code('2.04'))
    const update = client.updates().after(trigger.sent)
    const { at } = await client.must('C', update.sent, bare)
    await server.must('D', update.answered, whileItLasts, code('2.04'))
    if (!iut.includes('server')) return
    renewed = at
    await pause(waits.pastTheFirstLifetime)
    await server.must('E', client.updates().answered, whileItLasts, code('2.04'))
  },
})
