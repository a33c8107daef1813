import { C7 } from '../configurations/c7.ts'
import { extendedCase } from './extended-case.ts'

export default extendedCase({
  id: 'LOCATION/BV-01',
  title: 'Location Object: extended observation',
  standsInFor: 811,
  object: 6,
  resource: 0,
  configuration: C7,
})
