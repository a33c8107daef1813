import { C12 } from '../configurations/c12.ts'
import { writeCase } from './write-case.ts'

export default writeCase({
  id: 'PORTFOLIO/BV-02',
  title: 'Portfolio Object: set writable',
  purpose: 'The identities of a Portfolio are set. Stands in for int-1605.',
  object: 16,
  resource: 0,
  values: [
    { '0': 'Host Device ID #3', '3': 'Host Device Software Version #3' },
    { '0': 'Host Device ID #4', '3': 'Host Device Software Version #4' },
  ],
  configuration: C12,
})
