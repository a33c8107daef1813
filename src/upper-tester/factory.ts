import type { UpperTester } from './verbs.ts'

/** The implementation that an upper tester pushes, as far as we know it; filled into commands and named in prompts. */
export interface Iut {
  /** Endpoint client name: the IUT's, or that of our client when a server is judged. */
  readonly endpoint: string
  /** Where our Server listens: `coap://192.0.2.1:5683`. */
  readonly serverUri?: string
  /** Where our Bootstrap-Server listens. */
  readonly bootstrapUri?: string
  /** The credentials that the channel gives the IUT; absent without security. */
  readonly identity?: string
  readonly key?: string
}

/** Makes the upper testers of a run, one for each IUT; what they share (a keyboard, capabilities) is opened once. */
export interface UpperTesterFactory {
  /** For reports: `operator`, `leshan http://…`. */
  readonly name: string
  of(iut: Iut): UpperTester
  /** Lets go of what was shared, and of every upper tester that is still open. */
  close(): Promise<void>
}
