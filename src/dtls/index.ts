export {
  accountIn,
  type CertificateFlaw,
  type DeviceAccount,
  deviceEnd,
  type SecurityMode,
  type SecurityValue,
  type SharedAccount,
  securityModeOf,
  securityModes,
  securityResources,
  serverEnd,
} from './account.ts'
export { accountFault } from './account-fault.ts'
export { type Alert, type AlertName, alertName, alerts } from './alerts.ts'
export {
  type CertificateFault,
  type CertificateRule,
  certificateReference,
  certificateUsages,
  checkCertificates,
} from './certificate-check.ts'
export { type ClientOptions, DtlsClient } from './client.ts'
export { certificateTypes } from './extensions.ts'
export type { HandshakeMessage } from './handshake.ts'
export { encodeMessage, handshakeName, handshakeTypes } from './handshake.ts'
export { encodeClientHello } from './hellos.ts'
export type { FlightTurn, Ladder } from './ladder.ts'
export type { Violation } from './octets.ts'
export { contentTypes, dtls12 } from './record.ts'
export type { PlainRecord } from './record-layer.ts'
export { certificateIn, type Offered, offeredIn, pskIdentityIn, suiteIn } from './said.ts'
export {
  type Otherwise,
  type Security,
  type SecurityWatch,
  secured,
} from './secure-network.ts'
export { type SecureOptions, type SecureSocket, secureSocket } from './secure-socket.ts'
export { DtlsServer } from './server.ts'
export type { ServerOptions } from './server.types.ts'
export type { DtlsSession } from './session.ts'
export * from './session.types.ts'
export { type Suite, suiteName, suiteOf, suites } from './suites.ts'
