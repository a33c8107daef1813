import { type Check, check, firstOf, type Handshake, type Moment, type Scene, type TestCase } from '#testcase'
import { endOf } from '../4xx-security/secured-case.ts'

/** What every purpose on handshakes says of itself. */
export const aboutHandshakes = {
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  transport: { only: 'udp', why: 'it is about DTLS' },
  dependsOn: [101],
  impact: 'none',
} as const satisfies Partial<TestCase>

/** A handshake that came to nothing, whoever ended it. */
export const comesToNothing: Check<Handshake> = check('no association', (handshake) =>
  handshake.outcome === 'established' ? endOf(handshake) : undefined,
)

/** A handshake that came to an association. */
export const comesAbout: Check<Handshake> = check('an association', (handshake) =>
  handshake.outcome === 'established' ? undefined : endOf(handshake),
)

/** As often does our end send a flight where it is to be left alone: for some twenty seconds. */
export const transmissions = 4

/** Waits for the Client to say, once a handshake is done, where it is: after a restart it may have another port. */
export async function isHeard(
  { client }: Pick<Scene<never>, 'client'>,
  since: Moment<Handshake>,
): Promise<void> {
  await firstOf(client.registers().after(since).sent, client.updates().after(since).sent).comes()
}
