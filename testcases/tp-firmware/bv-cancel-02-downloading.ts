import { cancelCase } from './cancel-case.ts'

export default cancelCase({ number: '02', in: 'Downloading' })
