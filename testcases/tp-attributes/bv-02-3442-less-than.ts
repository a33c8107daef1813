import { thresholdCase } from './threshold-case.ts'

export default thresholdCase('lt', { number: '02', object: 3442, editions: ['1.1', '1.2'] })
