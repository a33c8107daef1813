import { C9 } from '../configurations/c9.ts'
import { extendedCase } from './extended-case.ts'

export default extendedCase({
  id: 'STATISTICS/BV-01',
  title: 'Connectivity Statistics Object: extended observation',
  standsInFor: 911,
  object: 7,
  resource: 2,
  from: 100_000,
  configuration: C9,
})
