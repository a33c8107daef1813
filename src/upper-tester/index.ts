export * from './verbs.ts'
