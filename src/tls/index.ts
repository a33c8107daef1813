export { type StreamSecurity, securedStreams } from './secure-streams.ts'
export type * from './tls.types.ts'
