export {
  type BootstrapState,
  type ProvisionedAccount,
  ReferenceBootstrapServer,
  type ReferenceBootstrapServerOptions,
} from './bootstrap-server.ts'
export { ReferenceClient } from './client.ts'
export type { ReferenceClientOptions } from './client-options.ts'
export { fetchPackage } from './fetching.ts'
export type { KnownClient, ServerObservation } from './known-client.ts'
export { packageSamples, sampleVersions } from './package-samples.ts'
export { ReferenceServer, type ReferenceServerOptions } from './server.ts'
export type { FurtherAccount } from './server-account.ts'
