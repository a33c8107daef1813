import { writeOpaque } from './opaque-case.ts'

export default writeOpaque('04', 3441)
