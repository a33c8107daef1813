import { stepCase } from './step-case.ts'

export default stepCase({ number: '07', object: 3441, editions: ['1.0'] })
