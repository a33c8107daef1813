export { ReferenceClient, type ReferenceClientOptions } from './client.ts'
