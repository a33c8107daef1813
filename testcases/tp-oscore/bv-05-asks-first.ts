import { type Answer, check, type FirstUse, type Moment, type Scene, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

const clause = 'Transport 1.1.1 §5.5.3'

const asked = check<FirstUse>('asked for freshness', ({ wasAsked }) =>
  wasAsked ? undefined : 'it was served at once',
)

const unsaid =
  'it did not ask, and the context may have been used before: the IXIT does not say "oscoreIsNew"'

/** Why nothing is told by a request; where the IXIT is to be mended, the case is undecided. */
interface Untold {
  readonly why: string
  readonly frame: number | null
  readonly isUndecided: boolean
}

const undecided = (why: string): Untold => ({ why, frame: null, isUndecided: true })

/**
 * What a chair made of the first request in a context. The number 0 is taken by nobody who was spoken to in it before,
 * whatever the IXIT says: who knows his replay window takes it for a replay, and who lost it is to ask.
 */
async function firstUse(
  wire: Scene<never>['wire'],
  chair: 'server' | 'bootstrap',
  asks: () => Moment<Answer>,
): Promise<Moment<FirstUse> | Untold> {
  if (!wire.beginsAtZero(chair)) return undecided('requests of this run came before it')
  const answered = asks()
  const isAnswered = await answered.comes()
  const { wasAsked, isNew } = wire.freshness(chair)
  if (!wasAsked) {
    if (!isAnswered)
      return undecided('the number 0 is not answered: the account is not new, or nobody is there')
    const { code, frame } = await answered.happens()
    if (!code.startsWith('2.'))
      return undecided(`the number 0 is answered ${code} in frame ${frame}: the account is not new`)
    if (!isNew) return { why: unsaid, frame, isUndecided: false }
  }
  return answered.map('what came before it', () => wire.freshness(chair))
}

export default testCase({
  purposeId: 'TP/SEC/OSCORE/BV-05',
  title: 'The first request in a security context',
  purpose:
    'A Server serves nobody in a context that it was never spoken to in before he has shown that he is fresh.',
  area: 'CoAP',
  editions: ['1.1', '1.2'],
  reference: [
    { clause },
    { clause: 'RFC 8613 §7.4' },
    { clause: 'RFC 8613 Appendix B.1.2' },
    { clause: 'RFC 9175 §2.3' },
  ],
  judges: ['server', 'bootstrap'],
  channel: { only: ['oscore', 'psk+oscore'], why: 'it is about OSCORE' },
  stimuli: { bootstrap: ['provision'] },
  comesFirst: true,
  configuration: C1,
  impact: 'none',
  steps: [
    'The Client registers, or sends a Bootstrap-Request, with the Sender Sequence Number 0, by an account that was not used before the run.',
    'It is asked to show that it is fresh, by 4.01 with Echo or by another ID Context, before it is served.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'asks for freshness before it serves the first Register in a security context',
      clause,
    },
    B: {
      judged: 'bootstrap',
      text: 'asks for freshness before it serves the first Bootstrap-Request in a security context',
      clause,
    },
  },
  async body({ client, server, bootstrap, wire, iut, cannotJudge }) {
    const untold: Untold[] = []
    if (iut.includes('server')) {
      const use = await firstUse(wire, 'server', () => client.registers().answered)
      if (!('why' in use)) await server.must('A', use, asked)
      else if (use.isUndecided) untold.push(use)
      else server.notApplicable('A', use.why, use.frame)
    }
    if (iut.includes('bootstrap')) {
      await bootstrap.isProvisioned()
      const finish = bootstrap.finishes()
      const use = await firstUse(wire, 'bootstrap', () => client.requestsBootstrap().answered)
      if (!('why' in use && use.isUndecided)) await finish.sent.comes()
      if (!('why' in use)) await bootstrap.must('B', use, asked)
      else if (use.isUndecided) untold.push(use)
      else bootstrap.notApplicable('B', use.why, use.frame)
    }
    if (untold[0] !== undefined) cannotJudge(untold[0].why)
  },
})
