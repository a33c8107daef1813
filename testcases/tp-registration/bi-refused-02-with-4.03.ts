import { refusedCase } from './refused-case.ts'

export default refusedCase('02', '4.03')
