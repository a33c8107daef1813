import { multipleCase } from './multiple-case.ts'

export default multipleCase({
  id: 'MONITORING/BI-01',
  title: 'Connectivity Monitoring Object: create multiple resource instances',
  standsInFor: 720,
  object: 4,
  resource: 1,
})
