import { expect, it } from 'vitest'
import { SecurityContext } from './context.ts'
import { Keyring } from './keyring.ts'
import { wiresharkContexts } from './wireshark.ts'

const of = (...octets: number[]): Uint8Array => Uint8Array.from(octets)
const agreed = { masterSecret: of(1, 2, 3), senderId: of(0xff), recipientId: of() }

it('a context is a line for the requests of each end', () => {
  const salted = { ...agreed, masterSalt: of(9), idContext: of(0x37) }
  expect(wiresharkContexts(salted)).toEqual([
    '"ff","","010203","09","37","AES-CCM-16-64-128 (CCM*)"',
    '"","ff","010203","09","37","AES-CCM-16-64-128 (CCM*)"',
  ])
})

it.each([{ aead: 12 }, { hkdf: -11 }])('one with %o, which Wireshark lacks, is a remark', (others) => {
  for (const line of wiresharkContexts({ ...agreed, ...others }))
    expect(line).toMatch(/^# not for Wireshark: .*"010203","","","COSE (10 with HKDF -11|12 with HKDF -10)"$/)
})

it('a keyring tells of the contexts that it has, and of those that come', () => {
  const keyring = new Keyring()
  const [first, second] = [new SecurityContext(agreed), new SecurityContext({ ...agreed, idContext: of(1) })]
  keyring.add(first)
  const told: unknown[] = []
  keyring.onContext((parameters) => told.push(parameters))
  keyring.replace(first, second)
  keyring.serve({ ...agreed, idContext: of(2) })
  expect(told).toEqual([first.parameters, second.parameters, { ...agreed, idContext: of(2) }])
})
