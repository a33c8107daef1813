import { type CoapMessage, decodeFrame, encodeFrame, encodeRawFrame, signals } from '#coap'
import type { CriterionId, Mutant } from '../mutant.ts'
import type { Networked } from './on-datagrams.ts'
import { onStreams, type StreamFault } from './on-streams.ts'

type Fits = (message: CoapMessage) => boolean

const hasOption =
  (code: string, number: number): Fits =>
  (message) =>
    message.code === code && message.options.some((option) => option.number === number)

/** Messages that fit are never heard. */
const deafTo = (fits: Fits) => (): StreamFault => ({
  incoming(octets) {
    const { message } = decodeFrame(octets)
    return message !== undefined && fits(message) ? undefined : octets
  },
})

/** Hangs up at messages that fit. */
const leavesAt = (fits: Fits) => (): StreamFault => ({
  incoming(octets, end) {
    const { message } = decodeFrame(octets)
    if (message !== undefined && fits(message)) end()
    return octets
  },
})

/** Says something else in the place of messages that fit. */
const saysInstead =
  (fits: Fits, other: (message: CoapMessage) => readonly Uint8Array[]) => (): StreamFault => ({
    outgoing(frame) {
      const { message } = decodeFrame(frame)
      return message !== undefined && fits(message) ? other(message) : [frame]
    },
  })

/** Says its CSM when it has said something else. */
const lateCsm = (): StreamFault => {
  let csm: Uint8Array | undefined
  let isSaid = false
  return {
    outgoing(frame) {
      if (csm === undefined) {
        csm = frame
        return []
      }
      if (isSaid) return [frame]
      isSaid = true
      return [frame, csm]
    },
  }
}

/** Faults on TCP connections, that a Client and a Server can have alike. `letter` gives the criterion for a rule. */
export function streamMutants<Peer extends Networked>(
  letter: (rule: number) => string,
  first: CriterionId,
): readonly Mutant<Peer>[] {
  const trip = (purpose: string, rule = 0): CriterionId => `TP/TCP/${purpose} ${letter(rule)}`
  const malformed: CriterionId = `TP/COAP/FORM/BV-01 ${letter(0)}`
  const mutants: readonly Omit<Mutant<Peer>, 'variant'>[] = [
    {
      id: 'csm-late',
      title: 'The CSM comes after the first request or response',
      trips: [first, trip('CSM/BV-01'), trip('CSM/BV-01', 1), malformed],
      inject: onStreams(lateCsm),
    },
    {
      id: 'csm-malformed',
      title: 'The CSM has a Block-Wise-Transfer option with a value',
      trips: [trip('CSM/BV-01', 1), malformed],
      inject: onStreams(
        saysInstead(
          ({ code }) => code === signals.csm,
          ({ code }) => [encodeRawFrame({ code, options: [{ delta: 4, value: Uint8Array.of(1) }] })],
        ),
      ),
    },
    {
      id: 'csm-critical-ignored',
      title: 'A critical option of a CSM is passed over',
      trips: [trip('CSM/BI-01')],
      inject: onStreams(deafTo(hasOption(signals.csm, 65001))),
    },
    {
      id: 'csm-elective-minded',
      title: 'An elective option of a CSM that is not known ends the connection',
      trips: [trip('CSM/BV-02')],
      inject: onStreams(leavesAt(hasOption(signals.csm, 65000))),
    },
    {
      id: 'abort-unsaid',
      title: 'Connections are ended without an Abort',
      trips: [trip('CSM/BI-01', 1), trip('MSG/BI-01', 1)],
      strict: true,
      inject: onStreams(
        saysInstead(
          ({ code }) => code === signals.abort,
          () => [],
        ),
      ),
    },
    {
      id: 'empty-minded',
      title: 'An Empty message ends the connection',
      trips: [trip('MSG/BV-01')],
      inject: onStreams(leavesAt(({ code }) => code === '0.00')),
    },
    {
      id: 'deaf-after-empty',
      title: 'What comes after an Empty message is not heard',
      trips: [trip('MSG/BV-01', 1)],
      inject: onStreams(() => {
        let isNext = false
        return {
          incoming(octets) {
            const drops = isNext
            isNext = decodeFrame(octets).message?.code === '0.00'
            return drops ? undefined : octets
          },
        }
      }),
    },
    {
      id: 'segment-as-message',
      title: 'Each segment of TCP is taken for a message',
      trips: [trip('MSG/BV-02')],
      inject: onStreams(() => ({
        incoming: (octets) => (octets.length === 1 ? undefined : octets),
      })),
    },
    {
      id: 'token-length-unchecked',
      title: 'A message with a reserved token length is skipped',
      trips: [trip('MSG/BI-01')],
      inject: onStreams(() => ({
        incoming: (octets) => (octets.length > 1 && (octets[0]! & 15) > 8 ? undefined : octets),
      })),
    },
    {
      id: 'pong-without-token',
      title: 'The Pong to a Ping with a token of two octets has none',
      trips: [trip('PING/BV-01')],
      inject: onStreams(
        saysInstead(
          ({ code, token, options }) => code === signals.pong && token.length === 2 && options.length === 0,
          (pong) => [encodeFrame({ ...pong, token: new Uint8Array() })],
        ),
      ),
    },
    {
      id: 'custody-unanswered',
      title: 'A Ping that asks for Custody is not answered',
      trips: [trip('PING/BV-01', 1)],
      inject: onStreams(deafTo(hasOption(signals.ping, 2))),
    },
    {
      id: 'release-ignored',
      title: 'A Release is not heeded',
      trips: [trip('RELEASE/BV-01')],
      strict: true,
      inject: onStreams(deafTo(({ code }) => code === signals.release)),
    },
  ]
  return mutants.map((mutant) => ({ ...mutant, variant: 'over-tcp' }))
}
