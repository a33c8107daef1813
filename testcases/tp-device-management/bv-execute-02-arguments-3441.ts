import { validArguments } from './execute-case.ts'

export default validArguments('02', 3441)
