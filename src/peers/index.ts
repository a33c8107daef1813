export {
  type ProvisionedAccount,
  ReferenceBootstrapServer,
  type ReferenceBootstrapServerOptions,
} from './bootstrap-server.ts'
export { ReferenceClient, type ReferenceClientOptions } from './client.ts'
export { type KnownClient, ReferenceServer, type ReferenceServerOptions } from './server.ts'
