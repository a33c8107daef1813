import { softwareError } from './error-case.ts'

export default softwareError('01', 'tooLarge', 50, 'there is no storage for it')
