import { softwareError } from './error-case.ts'

export default softwareError('04', 'unsupported', 54, 'it is for something else')
