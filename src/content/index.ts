export * from './format.ts'
export * from './node.ts'
