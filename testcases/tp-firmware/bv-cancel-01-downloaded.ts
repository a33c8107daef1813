import { cancelCase } from './cancel-case.ts'

export default cancelCase({ number: '01', in: 'Downloaded' })
