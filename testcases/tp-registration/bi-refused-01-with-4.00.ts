import { refusedCase } from './refused-case.ts'

export default refusedCase('01', '4.00')
