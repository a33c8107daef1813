import { resetCase } from './reset-case.ts'

export default resetCase({ number: '02', by: 'an empty Package URI', in: 'Downloaded' })
