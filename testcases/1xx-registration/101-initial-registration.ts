import { check, code, lists, listsNone, type Registering, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

const version = check<Registering>('lwm2m=1.0, 1.1 or 1.2', ({ registration }) =>
  ['1.0', '1.1', '1.2'].includes(registration.lwm2m ?? '')
    ? undefined
    : `lwm2m=${registration.lwm2m ?? '(absent)'}`,
)
/** 1.0, too, has it mandatory: a default of 86400 s stood in its drafts alone. */
const lifetime = check<Registering>('lt, a number of seconds', ({ registration }) =>
  registration.lifetime === undefined ? 'no lt' : undefined,
)
const named = check<Registering>('ep', ({ registration }) =>
  registration.endpoint === undefined ? 'no ep' : undefined,
)
const linkFormat = check<Registering>(
  'a payload in link-format (Content-Format 40)',
  ({ contentFormat, findings }) => {
    if (contentFormat !== 40) return `Content-Format ${contentFormat ?? '(absent)'}`
    const finding = findings.find(({ tolerated }) => tolerated !== true)
    return finding && `at octet ${finding.offset}: ${finding.text}`
  },
)
const noBlanks = check<Registering>('a comma alone between links', ({ findings }) => {
  const finding = findings.find(({ tolerated }) => tolerated)
  return finding && `at octet ${finding.offset}: ${finding.text}`
})

export default testCase({
  number: 101,
  title: 'Initial Registration',
  purpose: 'A Client with a Server account registers, and the Server takes it in.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1' }, { clause: 'Transport 1.1.1 §6.4.3' }],
  judges: ['client', 'server'],
  configuration: C1,
  impact: 'none',
  steps: ['The Client sends Register to /rd.', 'The Server answers with the location of the registration.'],
  criteria: {
    A: { judged: 'client', text: 'registers by POST /rd with a lifetime', clause: 'Core 1.1.1 §6.2.1' },
    B: { judged: 'client', text: 'states the enabler version it speaks', clause: 'Core 1.1.1 §6.2.1' },
    C: { judged: 'client', text: 'sends its object list in link-format', clause: 'Core 1.1.1 §6.2.1' },
    D: {
      judged: 'client',
      text: 'lists Server and Device, and neither Security nor OSCORE',
      clause: 'Core 1.1.1 §6.2.1',
    },
    E: { judged: 'server', text: 'answers 2.01 Created', clause: 'Transport 1.1.1 §6.7' },
    F: {
      judged: 'server',
      text: 'gives a location below /rd, one segment an option',
      clause: 'RFC 7252 §5.10.7',
    },
    G: {
      judged: 'client',
      text: 'states its endpoint name, which since 1.1 only security may tell in its place',
      clause: 'Core 1.1.1 §6.2.1',
    },
    H: {
      judged: 'client',
      level: 'SHOULD',
      text: 'has no blanks between the links of its list',
      clause: 'RFC 6690 §2',
    },
  },
  async body({ client, server, channel, lwm2m }) {
    const register = client.registers()
    await client.must('A', register.sent, lifetime)
    await client.must('B', register.sent, version)
    if (lwm2m === '1.0' || channel === 'nosec') await client.must('G', register.sent, named)
    else client.notApplicable('G', `${channel} tells who the Client is`)
    const { value: sent, frame } = await register.sent.occurrence()
    const { pid, hasList } = sent.registration
    if (pid !== undefined && !hasList) {
      for (const letter of ['C', 'H'] as const)
        client.notApplicable(letter, `it registers by Profile ID alone (${pid})`, frame)
    } else {
      await client.must('C', register.sent, linkFormat)
      await client.must('H', register.sent, noBlanks)
    }
    await client.must('D', register.sent, lists('/1', '/3'), listsNone('/0', '/21'))
    await server.must('E', register.answered, code('2.01'))
    await server.must(
      'F',
      register.answered,
      check('Location-Path rd, then segments without a slash', ({ location }) =>
        location[0] === 'rd' &&
        location.length > 1 &&
        location.every((segment) => segment !== '' && !segment.includes('/'))
          ? undefined
          : `Location-Path ${JSON.stringify(location)}`,
      ),
    )
  },
})
