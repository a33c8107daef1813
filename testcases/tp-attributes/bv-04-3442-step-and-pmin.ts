import { stepPeriodCase } from './step-period-case.ts'

export default stepPeriodCase({ number: '04', object: 3442, editions: ['1.1', '1.2'] })
