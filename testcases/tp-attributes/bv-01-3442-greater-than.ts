import { thresholdCase } from './threshold-case.ts'

export default thresholdCase('gt', { number: '01', object: 3442, editions: ['1.1', '1.2'] })
