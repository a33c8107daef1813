import type { TransmissionParameters } from './endpoint.types.ts'

/**
 * The defaults of RFC 7252 §4.8, in milliseconds. `processingDelay`, for which the RFC names only an upper bound,
 * is half of ACK_TIMEOUT: late enough to piggyback most responses, early enough to spare a retransmission.
 */
export const defaultTransmission: TransmissionParameters = {
  ackTimeout: 2000,
  ackRandomFactor: 1.5,
  maxRetransmit: 4,
  processingDelay: 1000,
  maxLatency: 100_000,
  responseTimeout: 93_000,
}

/** The times that follow from the parameters (RFC 7252 §4.8.2), in milliseconds. */
export interface TransmissionTimes {
  /** From the first transmission of a CON to its last: 45 s by default. */
  readonly maxTransmitSpan: number
  /** From the first transmission of a CON to the moment the sender gives up: 93 s by default. */
  readonly maxTransmitWait: number
  /** How long a message id of a CON must not be used again: 247 s by default. */
  readonly exchangeLifetime: number
  /** How long a message id of a NON must not be used again: 145 s by default. */
  readonly nonLifetime: number
}

/** Derives the times of RFC 7252 §4.8.2; PROCESSING_DELAY is ACK_TIMEOUT there. */
export function transmissionTimes(parameters: TransmissionParameters): TransmissionTimes {
  const { ackTimeout, ackRandomFactor, maxRetransmit, maxLatency } = parameters
  const maxTransmitSpan = ackTimeout * (2 ** maxRetransmit - 1) * ackRandomFactor
  return {
    maxTransmitSpan,
    maxTransmitWait: ackTimeout * (2 ** (maxRetransmit + 1) - 1) * ackRandomFactor,
    exchangeLifetime: maxTransmitSpan + 2 * maxLatency + ackTimeout,
    nonLifetime: maxTransmitSpan + maxLatency,
  }
}
