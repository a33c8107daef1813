import { stepCase } from './step-case.ts'

export default stepCase({ number: '03', object: 3442, editions: ['1.1', '1.2'] })
