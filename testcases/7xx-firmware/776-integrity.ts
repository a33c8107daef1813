import { errorCase } from './error-case.ts'

export default errorCase({
  number: 776,
  title: 'Firmware Update Object: error case 5, integrity check failure',
  purpose: 'A package that is damaged is refused for that.',
  sample: 'corrupt',
  result: 5,
})
