export { type Aead, aeads, hashes } from './algorithms.ts'
export {
  type ContextParameters,
  decodePartialIv,
  encodePartialIv,
  highestSequence,
  SecurityContext,
} from './context.ts'
export type { Faults } from './faults.ts'
export { freshParameters, type KeyShape } from './fresh-parameters.ts'
export { Keyring, servingKeyring } from './keyring.ts'
export { createOscore, type Oscore, type OscoreOptions } from './layer.ts'
export { type OscoreValue, otherEnd, parametersOf, resourcesOf } from './object-21.ts'
export { type DecodedHeader, decodeHeader, encodeHeader, type OscoreHeader } from './oscore-option.ts'
export type { Content } from './plaintext.ts'
export { protectRequest, protectResponse, type RequestBinding, type ResponseManner } from './protect.ts'
export { ReplayWindow } from './replay-window.ts'
export { storeSequence } from './stored-sequence.ts'
export {
  type FindContext,
  isProtected,
  type Reading,
  type Refusal,
  refusals,
  type Unprotected,
  unprotectRequest,
  unprotectResponse,
} from './unprotect.ts'
export { wiresharkContexts } from './wireshark.ts'
