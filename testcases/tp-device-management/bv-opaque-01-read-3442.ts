import { readOpaque } from './opaque-case.ts'

export default readOpaque('01', 3442)
