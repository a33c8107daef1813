import { thresholdCase } from './threshold-case.ts'

export default thresholdCase('lt', { number: '06', object: 3441, editions: ['1.0'] })
