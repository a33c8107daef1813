import type { MessageFromEimToIpa, MessageFromIpaToEim } from './esipa.ts'
import {
  authenticateClientErrors,
  cancelSessionErrors,
  getBoundProfilePackageErrors,
  initiateAuthenticationErrors,
} from './rsp-relay.ts'

/** A message of a download that is to go by way of the eIM. */
export type Relayed = Extract<
  MessageFromIpaToEim,
  {
    kind:
      | 'initiateAuthenticationRequest'
      | 'authenticateClientRequest'
      | 'getBoundProfilePackageRequest'
      | 'cancelSessionRequest'
  }
>

/** Whether a message is one of a download that is to go by way of the eIM. */
export function isRelayed(message: MessageFromIpaToEim): message is Relayed {
  switch (message.kind) {
    case 'initiateAuthenticationRequest':
    case 'authenticateClientRequest':
    case 'getBoundProfilePackageRequest':
    case 'cancelSessionRequest':
      return true
    default:
      return false
  }
}

/** What an eIM says that has no way to an SM-DP+: nobody can be reached, and no session is known. */
export function refusedRelay({ kind }: Relayed): MessageFromEimToIpa {
  switch (kind) {
    case 'initiateAuthenticationRequest': {
      const { invalidDpAddress: value } = initiateAuthenticationErrors
      return {
        kind: 'initiateAuthenticationResponse',
        value: { kind: 'initiateAuthenticationError', value },
      }
    }
    case 'authenticateClientRequest': {
      const { invalidTransactionId: value } = authenticateClientErrors
      return { kind: 'authenticateClientResponse', value: { kind: 'authenticateClientError', value } }
    }
    case 'getBoundProfilePackageRequest': {
      const { invalidTransactionId: value } = getBoundProfilePackageErrors
      return {
        kind: 'getBoundProfilePackageResponse',
        value: { kind: 'getBoundProfilePackageError', value },
      }
    }
    case 'cancelSessionRequest': {
      const { invalidTransactionId: value } = cancelSessionErrors
      return { kind: 'cancelSessionResponse', value: { kind: 'cancelSessionError', value } }
    }
  }
}
