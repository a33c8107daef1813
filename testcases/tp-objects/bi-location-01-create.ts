import { createCase } from './single-case.ts'

export default createCase({
  id: 'LOCATION/BI-01',
  title: 'Location Object: create object instance',
  standsInFor: 830,
  object: 6,
  content: { '0': 1.5 },
})
