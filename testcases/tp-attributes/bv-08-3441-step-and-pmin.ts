import { stepPeriodCase } from './step-period-case.ts'

export default stepPeriodCase({ number: '08', object: 3441, editions: ['1.0'] })
