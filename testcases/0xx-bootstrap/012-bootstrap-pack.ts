import {
  type Account,
  type Answer,
  type Asked,
  type Check,
  check,
  code,
  request,
  testCase,
  wellFormed,
} from '#testcase'
import { C13 } from '../configurations/c13.ts'

/** SenML JSON, SenML CBOR or LwM2M CBOR. */
const packFormats: readonly (number | undefined)[] = [110, 112, 11544]

const packAsked: Check<Asked> = check(
  'GET /bspack?ep=… with Accept 110, 112 or 11544',
  ({ method, path, query, accept }) => {
    const seen = `${method} /${path.join('/')}`
    if (seen !== 'GET /bspack') return seen
    if (!packFormats.includes(accept)) return `Accept ${accept ?? '(absent)'}`
    return query.some((item) => item.startsWith('ep=')) ? undefined : `no ep in ${query.join('&')}`
  },
)

const asAsked = (accept: number | undefined): Check<Answer> =>
  check(`Content-Format ${accept}`, ({ contentFormat }) =>
    contentFormat === accept ? undefined : `Content-Format ${contentFormat ?? '(absent)'}`,
  )

/** One instance of the object holds all resources of one half of the account, and is not the Bootstrap-Server's. */
const holdsWhole = (object: 0 | 1, half: Account['security']): Check<Answer> =>
  check(`a /${object} instance with resources ${Object.keys(half).join(', ')}`, ({ nodes }) => {
    const ofObject = nodes.filter(({ path }) => path[0] === object)
    const isOwn = (instance: number | undefined): boolean =>
      object === 0 &&
      ofObject.some(({ path, value }) => path[1] === instance && path[2] === 1 && value?.value === true)
    const missing = [...new Set(ofObject.map(({ path }) => path[1]))]
      .filter((instance) => !isOwn(instance))
      .map((instance) =>
        Object.keys(half).filter(
          (resource) => !ofObject.some(({ path }) => path[1] === instance && path[2] === Number(resource)),
        ),
      )
    if (missing.some((resources) => resources.length === 0)) return undefined
    return missing[0] === undefined ? 'no such instance' : `one without resource ${missing[0].join(', ')}`
  })

export default testCase({
  number: 12,
  title: 'Bootstrap via Bootstrap-Pack-Request',
  purpose: 'A Client gets its whole configuration in one answer.',
  area: 'Bootstrap',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2.1 §6.1.7.7' }, { clause: 'Transport 1.2.1 Table 6.4.2-1' }],
  judges: ['client', 'bootstrap'],
  selection: { client: ['BOOTSTRAP', 'BOOTSTRAP-PACK'], bootstrap: ['BOOTSTRAP-PACK'] },
  stimuli: { bootstrap: ['provision'] },
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client without a Server account sends a Bootstrap-Pack-Request.',
    'The Bootstrap-Server answers with /0 and /1; the Client registers.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'asks by GET /bspack for SenML or LwM2M CBOR',
      clause: 'Transport 1.2.1 Table 6.4.2-1',
    },
    B: {
      judged: 'client',
      text: 'registers next, with the account of the pack',
      clause: 'Core 1.2.1 §6.1.3.3',
    },
    C: {
      judged: 'bootstrap',
      text: 'answers 2.05 in the format that was asked for',
      clause: 'Transport 1.2.1 §6.7',
    },
    D: {
      judged: 'bootstrap',
      text: 'gives a whole Security instance for the Server',
      clause: 'Core 1.2.1 §6.1.7.7',
    },
    E: { judged: 'bootstrap', text: 'gives a whole Server instance', clause: 'Core 1.2.1 §6.1.7.7' },
  },
  async body({ client, bootstrap, iut, doesNotApply }) {
    const account = bootstrap.account()
    if (iut.includes('bootstrap')) {
      await bootstrap.isProvisioned()
      let pack = client.requestsPack()
      for (const format of ['senml-json', 'lwm2m-cbor'] as const)
        if ((await pack.answered.happens()).code === '4.06') pack = client.requestsPack(format)
      const { accept } = await pack.sent.happens()
      const { code: seen, frame } = await pack.answered.happens()
      if (seen === '5.01' || seen === '4.05') doesNotApply(`it gives no Bootstrap-Pack: ${seen}`, frame)
      await bootstrap.must('C', pack.answered, code('2.05'), asAsked(accept), wellFormed)
      await bootstrap.must('D', pack.answered, holdsWhole(0, account.security))
      await bootstrap.must('E', pack.answered, holdsWhole(1, account.server))
      return
    }
    bootstrap.offersPacks()
    const asked = client.requestsPack()
    await client.must('A', asked.sent, packAsked)
    await client.must('B', client.speaks().after(asked.sent).sent, request('POST', '/rd'))
  },
})
