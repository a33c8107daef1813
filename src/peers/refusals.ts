import type { IncomingRequest } from '#coap'
import { contentFormats } from '#content'
import { type Profiles, type Registration, withProfiles } from '#lwm2m'

/** Why a Register is refused (Transport 1.1.1 §6.7); undefined: it is not. */
export function registerRefusal(
  stated: Registration,
  { contentFormat }: IncomingRequest,
  profiles: Profiles,
): '4.00' | '4.09' | '4.12' | undefined {
  const { endpoint, lifetime, lwm2m, hasList, pid, unknownParameters } = stated
  if (endpoint === undefined || lifetime === undefined || lwm2m === undefined) return '4.00'
  if (unknownParameters.length > 0) return '4.00'
  if (!/^1\.[012]$/.test(lwm2m)) return '4.12'
  const isOtherFormat = contentFormat !== undefined && contentFormat !== contentFormats.link
  if (isOtherFormat || !(hasList || pid !== undefined)) return '4.00'
  return withProfiles(stated, profiles) === undefined ? '4.09' : undefined
}
