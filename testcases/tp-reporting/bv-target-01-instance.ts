import { targetCase } from './target-case.ts'

export default targetCase('instance', '01')
