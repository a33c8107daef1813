export * from './matrix.ts'
export * from './matrix-text.ts'
export type * from './mutant.ts'
export * from './world.ts'
