import { resetCase } from './reset-case.ts'

export default resetCase({ number: '01', by: 'a Package of one NUL', in: 'Downloaded' })
