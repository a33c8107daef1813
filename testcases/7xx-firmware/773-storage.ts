import { errorCase } from './error-case.ts'

export default errorCase({
  number: 773,
  title: 'Firmware Update Object: error case 2, shortage of storage memory',
  purpose: 'A package that there is no storage for is refused for that.',
  sample: 'tooLarge',
  result: 2,
})
