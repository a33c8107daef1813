import { writeOpaque } from './opaque-case.ts'

export default writeOpaque('02', 3442)
