import { createCase } from './single-case.ts'

export default createCase({
  id: 'MONITORING/BI-02',
  title: 'Connectivity Monitoring Object: create object instance',
  standsInFor: 730,
  object: 4,
  content: { '0': 6 },
})
