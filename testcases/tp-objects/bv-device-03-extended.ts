import { C4 } from '../configurations/c4.ts'
import { extendedCase } from './extended-case.ts'

export default extendedCase({
  id: 'DEVICE/BV-03',
  title: 'Device Object: extended observation',
  standsInFor: 661,
  object: 3,
  resource: 9,
  configuration: C4,
})
