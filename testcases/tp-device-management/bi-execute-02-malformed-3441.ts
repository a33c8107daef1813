import { malformedArguments } from './execute-case.ts'

export default malformedArguments('02', 3441)
