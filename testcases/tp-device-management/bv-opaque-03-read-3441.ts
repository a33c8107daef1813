import { readOpaque } from './opaque-case.ts'

export default readOpaque('03', 3441)
