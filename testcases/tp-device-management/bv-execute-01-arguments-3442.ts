import { validArguments } from './execute-case.ts'

export default validArguments('01', 3442)
