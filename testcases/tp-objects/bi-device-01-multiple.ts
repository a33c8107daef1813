import { multipleCase } from './multiple-case.ts'

export default multipleCase({
  id: 'DEVICE/BI-01',
  title: 'Device Object: create multiple resource instances',
  standsInFor: 670,
  object: 3,
  resource: 11,
})
