import { resetCase } from './reset-case.ts'

export default resetCase({ number: '04', by: 'an empty Package URI', in: 'Downloading' })
