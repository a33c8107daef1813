import { type Pki, testPki } from '#pki'

/** Certificates by one CA, for tests of rooms that make none themselves. @param now milliseconds since the Unix epoch */
export function madePki(now: number): Promise<Pki> {
  return testPki({ now, serverName: 'server.example', clientName: 'urn:dev:ops:1' })
}
