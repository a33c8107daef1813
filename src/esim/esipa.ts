import { choice } from './choice.ts'
import {
  getEimPackageRequest,
  getEimPackageResponse,
  provideEimPackageResult,
  provideEimPackageResultResponse,
  transferEimPackageRequest,
  transferEimPackageResponse,
} from './eim-package.ts'
import { at, until } from './element.ts'
import { pendingNotification } from './notification.ts'
import * as relay from './rsp-relay.ts'
import type { Of } from './schema.ts'

/** A notification on its way to an SM-DP+ by the eIM, or a result (SGP.32 §6.3.2.4). Nothing answers it. */
export const handleNotification = at(
  0xbf3d,
  choice({
    pendingNotification: until('1.0', pendingNotification, at(0xa0, pendingNotification)),
    provideEimPackageResult,
  }),
)

/** What stands in the resource IPA Message of object 3443 (SGP.32 §6.3.1). */
export const messageFromIpaToEim = choice({
  initiateAuthenticationRequest: relay.initiateAuthenticationRequest,
  authenticateClientRequest: relay.authenticateClientRequest,
  getBoundProfilePackageRequest: relay.getBoundProfilePackageRequest,
  cancelSessionRequest: relay.cancelSessionRequest,
  handleNotification,
  transferEimPackageResponse,
  getEimPackageRequest,
  provideEimPackageResult,
})

/** What is written to the resource eIM Message of object 3443 (SGP.32 §6.3.1). */
export const messageFromEimToIpa = choice({
  initiateAuthenticationResponse: relay.initiateAuthenticationResponse,
  authenticateClientResponse: relay.authenticateClientResponse,
  getBoundProfilePackageResponse: relay.getBoundProfilePackageResponse,
  cancelSessionResponse: relay.cancelSessionResponse,
  transferEimPackageRequest,
  getEimPackageResponse,
  provideEimPackageResultResponse,
})

export type MessageFromIpaToEim = Of<typeof messageFromIpaToEim>
export type MessageFromEimToIpa = Of<typeof messageFromEimToIpa>
