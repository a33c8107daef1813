import { softwareError } from './error-case.ts'

export default softwareError('02', 'outOfMemory', 51, 'memory runs out on it')
