import fc from 'fast-check'
import { describe } from 'vitest'
import { fuzz } from '../fuzz.fixture.ts'
import { mutation } from '../mutations.fixture.ts'
import * as esim from './index.ts'
import { decode, encode, sgp32Versions } from './index.ts'
import { relayedToEim, relayedToIpa } from './relayed.fixture.ts'
import { anew, commonVectors, laterVectors } from './vectors.fixture.ts'

const mutants = 8000
const mostFindings = 100

const vectors = [...commonVectors, ...laterVectors].map(({ message, hex }) => ({
  message,
  octets: Uint8Array.from(Buffer.from(hex, 'hex')),
}))

/** Messages that stand in the mailbox by themselves, which are read as what may come from one side. */
const sides: readonly (readonly [whole: esim.Element<unknown>, arms: readonly esim.Element<unknown>[]])[] = [
  [
    esim.messageFromIpaToEim,
    [
      esim.getEimPackageRequest,
      esim.provideEimPackageResult,
      esim.handleNotification,
      esim.transferEimPackageResponse,
    ],
  ],
  [esim.messageFromEimToIpa, [esim.getEimPackageResponse, esim.provideEimPackageResultResponse]],
]

/** Messages of a download by way of the eIM. */
const relayed = [
  ...relayedToEim.map((message) => ({
    message: esim.messageFromIpaToEim,
    octets: encode(esim.messageFromIpaToEim, message),
  })),
  ...relayedToIpa.map((message) => ({
    message: esim.messageFromEimToIpa,
    octets: encode(esim.messageFromEimToIpa, message),
  })),
]

const corpus = [
  ...vectors,
  ...vectors.flatMap(({ message, octets }) =>
    sides.filter(([, arms]) => arms.includes(message)).map(([whole]) => ({ message: whole, octets })),
  ),
  ...relayed,
]
const anyVersion = fc.constantFrom(...sgp32Versions)

/** Reads, and holds the promises of reading: findings within the octets, and what is without a finding is DER. */
function read(message: esim.Element<unknown>, octets: Uint8Array, version: esim.Sgp32Version): void {
  const { value, findings } = decode(message, octets, version)
  if (findings.length > mostFindings) throw new Error('more findings than anybody reads')
  if (findings.some(({ offset }) => offset < 0 || offset > octets.length))
    throw new Error('a finding outside the message')
  if (findings.length > 0) return
  if (value === undefined) throw new Error('no value, and no finding why')
  if (Buffer.compare(encode(message, anew(value), version), octets) !== 0)
    throw new Error('read without findings, but written otherwise')
}

describe('messages of SGP.32', () => {
  fuzz(
    'mutants are read without throwing; those without findings are written as they were',
    mutants,
    fc.property(fc.constantFrom(...corpus), mutation, anyVersion, ({ message, octets }, mutate, version) => {
      read(message, mutate(octets), version)
    }),
  )

  fuzz(
    'mutants are read as what they are not without throwing',
    mutants / 4,
    fc.property(
      fc.constantFrom(...corpus),
      fc.constantFrom(...corpus),
      mutation,
      ({ message }, { octets }, mutate) => read(message, mutate(octets), '1.2'),
    ),
  )

  fuzz(
    'noise is read without throwing, as every message',
    2000,
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(...corpus), (octets, { message }) =>
      read(message, octets, '1.2'),
    ),
  )
})

describe('certificates and signatures', () => {
  const now = Date.UTC(2026, 10, 21)
  const eid = '89049032123451234512345678901235'
  const { ci, eum, euicc } = esim.esimPki({ now, eid, eimId: 'eim1' })
  const chain = { euiccCertificate: euicc.certificate, eumCertificate: eum.certificate }
  const trust = { issuers: [ci.certificate], eid, now }
  const octets = Uint8Array.of(1, 2, 3)
  const signature = esim.signOctets(euicc.privateKey, octets)

  fuzz(
    'a chain of which something was changed is not accepted, nor does it throw',
    500,
    fc.property(fc.constantFrom('euiccCertificate', 'eumCertificate'), mutation, (which, mutate) => {
      const changed = mutate(chain[which])
      const isSame = Buffer.compare(changed, chain[which]) === 0
      const faults = esim.chainFaults({ ...chain, [which]: changed }, trust)
      // What stands behind the certificate is no part of it.
      const isExtended = Buffer.compare(changed.subarray(0, chain[which].length), chain[which]) === 0
      if (faults.length === 0 && !isSame && !isExtended) throw new Error('a changed certificate is accepted')
    }),
  )

  fuzz(
    'a signature of which something was changed is not valid, nor does it throw',
    500,
    fc.property(mutation, (mutate) => {
      const changed = mutate(signature)
      if (Buffer.compare(changed, signature) === 0) return
      if (esim.checkOctets(euicc.publicKey, octets, changed).valid)
        throw new Error('a changed signature is valid')
    }),
  )
})
