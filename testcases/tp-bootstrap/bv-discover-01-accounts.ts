import { type Body, type Check, check, code, linkAttributes, testCase } from '#testcase'
import { enablerVersion, linksOf, ownAccountHidden } from '../0xx-bootstrap/account.ts'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'

const within = (object: string): Check<Body> =>
  check(`links of ${object} alone`, ({ links }) => {
    const stray = links.find(({ target }) => /^\/\d/.test(target) && !`${target}/`.startsWith(`${object}/`))
    return stray === undefined ? undefined : `<${stray.target}>`
  })

export default testCase({
  purposeId: 'TP/BS/DISCOVER/BV-01',
  title: 'Bootstrap-Discover of accounts',
  purpose: 'Bootstrap-Discover of one object tells of its instances all that a Bootstrap-Server needs.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.3' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request and is given an account.',
    'The Bootstrap-Server discovers /0, /1 and an object that no Client has, and finishes.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers Bootstrap-Discover of /0 and of /1 with that object alone, and the enabler version',
      clause: 'Core 1.1.1 §6.1.7.3',
    },
    B: {
      judged: 'client',
      text: 'lists the Security instance of the account with its Short Server ID',
      clause: 'Core 1.1.1 §6.1.7.3',
    },
    C: {
      judged: 'client',
      text: 'lists it with the URI of the Server',
      since: '1.1',
      clause: 'Core 1.1.1 §6.1.7.3',
    },
    D: {
      judged: 'client',
      text: 'shows no Short Server ID for the Bootstrap-Server account',
      clause: 'Core 1.1.1 §6.1.7.3',
    },
    E: {
      judged: 'client',
      text: 'lists the Server instance with its Short Server ID',
      clause: 'Core 1.1.1 §6.1.7.3',
    },
    F: {
      judged: 'client',
      text: 'answers 4.04 for an object that it does not have',
      clause: 'Transport 1.1.1 §6.7',
    },
  },
  async body({ client, bootstrap, lwm2m }) {
    await client.requestsBootstrap().answered.happens()
    const { security, server } = await provide(bootstrap)
    const first = bootstrap.discovers('/0')
    const version = enablerVersion(lwm2m)
    await client.must('A', first.answered, code('2.05'), linksOf, version, within('/0'))
    await client.must('B', first.answered, linkAttributes(security, { ssid: 1 }))
    const uri = String(bootstrap.account().security['0'])
    await client.must('C', first.answered, linkAttributes(security, { uri }))
    await client.must('D', first.answered, ownAccountHidden)
    const second = bootstrap.discovers('/1')
    await client.must('A', second.answered, code('2.05'), linksOf, version, within('/1'))
    await client.must('E', second.answered, linkAttributes(server, { ssid: 1 }))
    await client.must('F', bootstrap.discovers('/42799').answered, code('4.04'))
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.registers().after(finish.sent).sent.happens()
  },
})
