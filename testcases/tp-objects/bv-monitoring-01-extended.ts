import { C5 } from '../configurations/c5.ts'
import { extendedCase } from './extended-case.ts'

export default extendedCase({
  id: 'MONITORING/BV-01',
  title: 'Connectivity Monitoring Object: extended observation',
  standsInFor: 711,
  object: 4,
  // The grammar of attributes has no minus sign, and a signal may well be told as a strength above zero.
  resource: 2,
  configuration: C5,
})
