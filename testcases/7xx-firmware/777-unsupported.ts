import { errorCase } from './error-case.ts'

export default errorCase({
  number: 777,
  title: 'Firmware Update Object: error case 6, unsupported package type',
  purpose: 'A package for something else is refused for that.',
  sample: 'unsupported',
  result: 6,
})
