export * from './endpoint.types.ts'
export * from './message.ts'
