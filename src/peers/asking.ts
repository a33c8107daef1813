import { type CoapEndpoint, ExchangeFailure, type RequestDraft, type Response } from '#coap'
import type { Address } from '#net'

/** Sends a request; undefined when no response comes. */
export async function answerTo(
  coap: CoapEndpoint,
  to: Address,
  draft: RequestDraft,
): Promise<Response | undefined> {
  try {
    return await coap.request(to, draft).response
  } catch (failure) {
    if (failure instanceof ExchangeFailure) return undefined
    throw failure
  }
}

/**
 * The same from a peer that is connected to first: a handshake that it refuses is not begun again for the sake of the
 * request.
 */
export async function answerFrom(
  coap: CoapEndpoint,
  to: Address,
  draft: RequestDraft,
): Promise<Response | undefined> {
  return (await coap.connect(to)) ? answerTo(coap, to, draft) : undefined
}
