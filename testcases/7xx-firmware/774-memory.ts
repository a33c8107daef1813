import { errorCase } from './error-case.ts'

export default errorCase({
  number: 774,
  title: 'Firmware Update Object: error case 3, out of memory',
  purpose: 'A package that memory runs out on is refused for that.',
  sample: 'outOfMemory',
  result: 3,
  printed: 2,
})
