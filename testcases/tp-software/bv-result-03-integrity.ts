import { softwareError } from './error-case.ts'

export default softwareError('03', 'corrupt', 53, 'it is damaged')
