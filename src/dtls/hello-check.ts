import { type Extension, type Offers, readOffers } from './extensions.ts'
import type { ServerHello } from './hellos.ts'
import type { Refusal } from './negotiation.ts'
import { dtls12 } from './record.ts'
import { suiteName, suiteOf } from './suites.ts'

/** What was offered in a ClientHello. */
export interface Offered {
  readonly suites: readonly number[]
  readonly offers: Offers
  readonly extensions: readonly Extension[]
}

/** What a ServerHello says in its extensions, if it answers what was offered; else by which alert it is refused. */
export function checkServerHello(hello: ServerHello, offered: Offered): { answers: Offers } | Refusal {
  const refuse = (alert: Refusal['alert'], clause: string, text: string): Refusal => ({
    alert,
    violation: { within: 'ServerHello', offset: 0, clause, text },
  })
  if (hello.version !== dtls12) {
    return refuse(
      'protocol_version',
      'RFC 5246 §E.1',
      `version 0x${hello.version.toString(16)} was not offered`,
    )
  }
  const suite = offered.suites.includes(hello.suite) ? suiteOf(hello.suite) : undefined
  if (suite === undefined) {
    return refuse('illegal_parameter', 'RFC 5246 §7.4.1.3', `suite ${suiteName(hello.suite)} was not offered`)
  }
  if (hello.compression !== 0)
    return refuse('illegal_parameter', 'RFC 5246 §7.4.1.3', 'a compression was chosen')
  const strange = hello.extensions.find(({ type }) => !offered.extensions.some((one) => one.type === type))
  if (strange !== undefined) {
    const text = `extension ${strange.type} was not offered`
    return refuse('unsupported_extension', 'RFC 5246 §7.4.1.4', text)
  }
  const read = readOffers(hello.extensions, 'server')
  if (read.value === undefined) return { alert: 'decode_error', violation: read.violation }
  const answers = read.value
  if (answers.encryptThenMac && suite.bulk !== 'cbc-sha256') {
    return refuse(
      'illegal_parameter',
      'RFC 7366 §3',
      'encrypt_then_mac with a suite that has no MAC of its own',
    )
  }
  if ((answers.renegotiationInfo?.length ?? 0) > 0) {
    return refuse('handshake_failure', 'RFC 5746 §3.4', 'renegotiated_connection is not empty')
  }
  const among = (types: readonly number[] = [], all: readonly number[] = []): boolean =>
    types.every((type) => all.includes(type))
  const { offers } = offered
  if (
    !among(answers.serverCertificateTypes, offers.serverCertificateTypes) ||
    !among(answers.clientCertificateTypes, offers.clientCertificateTypes)
  ) {
    return refuse('illegal_parameter', 'RFC 7250 §4.2', 'a certificate type that was not offered')
  }
  return { answers }
}
