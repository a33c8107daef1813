import { malformedArguments } from './execute-case.ts'

export default malformedArguments('01', 3442)
