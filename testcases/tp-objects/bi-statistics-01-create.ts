import { createCase } from './single-case.ts'

export default createCase({
  id: 'STATISTICS/BI-01',
  title: 'Connectivity Statistics Object: create object instance',
  standsInFor: 930,
  object: 7,
  content: { '8': 60 },
})
