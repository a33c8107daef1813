import {
  type Answer,
  type Asked,
  type Attributes,
  type Body,
  type Check,
  check,
  Moment,
  type Observing,
  type Scene,
} from '#testcase'
import { errorInstance } from '../2xx-device-management/composite-read.ts'
import { senmlFormats } from '../formats.ts'
import { inQuery } from './observed.ts'

type Story = Pick<Scene<string>, 'client' | 'server' | 'iut' | 'supports' | 'cannotJudge'>

/** What the ETS observes together: the Lifetime, an instance of the device's errors, and the bindings. */
export async function threePaths({ client, server, iut }: Story): Promise<readonly string[]> {
  const error = iut.includes('client') ? await errorInstance({ server }) : '/3/0/11/0'
  return [`${await client.serverInstance()}/1`, error, '/3/0/16']
}

/** The kind of SenML to observe in; a Server under test has its own choice. */
export async function compositeHow(scene: Story): Promise<{ readonly format?: 'senml-cbor' | 'senml-json' }> {
  if (!scene.iut.includes('client')) return {}
  const [format] = await senmlFormats(scene)
  return format === undefined ? {} : { format }
}

/** The request names all attributes in its query. */
export function withAttributes(attributes: Attributes): Check<Asked> {
  return inQuery(...Object.entries(attributes).map(([name, value]) => `${name}=${value}`))
}

/** The request is an Observe-Composite (0) or its cancellation (1), of exactly these paths. */
export function fetches(observe: 0 | 1, paths: readonly string[]): Check<Asked> {
  const listed = (some: readonly string[]): string => some.toSorted().join(' ')
  return check(`FETCH / with Observe=${observe} for ${paths.join(' ')}`, (asked) => {
    const seen = `${asked.method} /${asked.path.join('/')}`
    if (seen !== 'FETCH /') return seen
    if (asked.observe !== observe) return `Observe=${asked.observe ?? '(absent)'}`
    return listed(asked.paths) === listed(paths) ? undefined : `FETCH for ${asked.paths.join(' ')}`
  })
}

/** Reports that are passed by at most. */
const patience = 10

/** The first report that passes a check; others pass by, as long as they come. @param seconds from one to the next */
export function reportThat(observation: Observing, wanted: Check<Body>, seconds: number): Moment<Answer> {
  return new Moment(`a notification with ${wanted.expected}`, 'client', async () => {
    for (let heard = 1; ; heard++) {
      const occurrence = await observation.notified(seconds).occurrence()
      if (wanted.verify(occurrence.value) === undefined || heard === patience) return occurrence
    }
  })
}

/** A series as it begins with the answer to the Observe, which is the first report. */
export function fromTheAnswer(
  observation: Observing,
  series: Moment<readonly Answer[]>,
): Moment<readonly Answer[]> {
  return new Moment(series.what, 'client', async () => {
    const first = await observation.answered.happens()
    const occurrence = await series.occurrence()
    return { ...occurrence, value: [first, ...occurrence.value] }
  })
}

/** The reports so far, the answer to the Observe among them. */
export function reportsSoFar(observation: Observing, last: Moment<Answer>): Moment<readonly Answer[]> {
  return fromTheAnswer(
    observation,
    last.map('the reports so far', () => [...observation.notifications]),
  )
}

/** The criteria that the cases on composite observations share. */
export const shared = {
  attaches: {
    judged: 'server',
    text: 'attaches the attributes to the path',
    clause: 'Transport 1.1.1 Table 6.4.4-1',
  },
  attached: { judged: 'client', text: 'answers Write-Attributes with 2.04', clause: 'Transport 1.1.1 §6.7' },
  fetches: {
    judged: 'server',
    text: 'sends one FETCH with Observe=0 to the root path, for all paths',
    clause: 'Transport 1.1.1 Table 6.4.5-1',
  },
  takes: {
    judged: 'server',
    text: 'takes the notification and resets it not',
    clause: 'RFC 7641 §3.6',
  },
} as const
