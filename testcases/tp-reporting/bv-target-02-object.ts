import { targetCase } from './target-case.ts'

export default targetCase('object', '02')
