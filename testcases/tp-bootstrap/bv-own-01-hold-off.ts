import { type Asked, check, code, testCase } from '#testcase'
import { securityInstances } from '../0xx-bootstrap/account.ts'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'
import { waits } from '../waits.ts'

export default testCase({
  purposeId: 'TP/BS/OWN/BV-01',
  title: 'The Bootstrap-Server changes its own account',
  purpose: 'A Client goes on when the account of its Bootstrap-Server changes, and does what is new in it.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.5' }, { clause: 'Core 1.1.1 Appendix E.1' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request.',
    'The Bootstrap-Server writes a Client Hold-Off Time of 20 s to its own Security instance, and an account; it finishes.',
    'The Client registers; the Server executes the Bootstrap-Request Trigger.',
    'The Client sends a Bootstrap-Request 20 s later, and is given a Hold-Off Time of 0 s.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers Bootstrap-Finish with 2.04 when the account of the Bootstrap-Server was written',
      clause: 'Core 1.1.1 §6.1.7.2',
    },
    B: { judged: 'client', text: 'registers with the account it was given', clause: 'Core 1.1.1 §6.1.4' },
    C: {
      judged: 'client',
      level: 'SHOULD',
      text: 'waits for its Client Hold-Off Time before it sends a Bootstrap-Request',
      clause: 'Core 1.1.1 Appendix E.1 resource 11',
    },
  },
  async body({ client, server, bootstrap, supports, seconds, tolerance, cannotJudge, doesNotApply }) {
    await client.requestsBootstrap().answered.happens()
    const { links } = await bootstrap.discovers('/').answered.happens()
    const own = securityInstances(links).find(
      ({ attributes }) => !attributes.some(({ name }) => name === 'ssid'),
    )
    if (own === undefined) return cannotJudge('it shows no account of its Bootstrap-Server')
    const path = `${own.target}/11`
    const holdOff = seconds(waits.holdOff)
    const set = await bootstrap.writes(path, holdOff).answered.happens()
    if (set.code !== '2.04') doesNotApply(`it has no Client Hold-Off Time: ${set.code}`, set.frame)
    await provide(bootstrap)
    const finish = bootstrap.finishes()
    await client.must('A', finish.answered, code('2.04'))
    await client.must('B', client.registers().after(finish.sent).sent)
    if (!(await supports('RES.1.9'))) {
      client.notApplicable('C', 'it has no Bootstrap-Request Trigger')
      return
    }
    const trigger = server.executes(`${await client.serverInstance()}/9`)
    const { at } = await trigger.sent.happens()
    const heldOff = check<Asked>(`no sooner than ${holdOff} s`, (asked) =>
      asked.at - at >= (holdOff - tolerance) * 1000
        ? undefined
        : `after ${((asked.at - at) / 1000).toFixed(1)} s`,
    )
    const again = client
      .requestsBootstrap()
      .after(trigger.sent)
      .within(2 * holdOff)
    if (!(await again.sent.comes())) cannotJudge('it does not ask its Bootstrap-Server when it is told to')
    await client.must('C', again.sent, heldOff)
    await bootstrap.writes(path, 0).answered.happens()
    await provide(bootstrap)
    const last = bootstrap.finishes()
    await last.answered.happens()
    await client.registers().after(last.sent).sent.happens()
  },
})
