export * from './documents.ts'
export * from './edition.ts'
export * from './items.ts'
export * from './load.ts'
