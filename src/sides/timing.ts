import { defaultTransmission, transmissionTimes } from '#coap'

const times = transmissionTimes(defaultTransmission)

/** Derived times of RFC 7252 §4.8.2 with the default parameters, in milliseconds. */
export const parameters = {
  /** From the first transmission of a CON to its last retransmission. */
  maxTransmitSpan: times.maxTransmitSpan,
  /** How long a client in queue mode stays reachable after its last message (Transport 1.1.1 §6.5). */
  maxTransmitWait: times.maxTransmitWait,
} as const
