import { thresholdCase } from './threshold-case.ts'

export default thresholdCase('gt', { number: '05', object: 3441, editions: ['1.0'] })
