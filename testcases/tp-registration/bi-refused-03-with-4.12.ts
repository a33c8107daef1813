import { refusedCase } from './refused-case.ts'

export default refusedCase('03', '4.12')
