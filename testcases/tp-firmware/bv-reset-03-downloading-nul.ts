import { resetCase } from './reset-case.ts'

export default resetCase({ number: '03', by: 'a Package of one NUL', in: 'Downloading' })
