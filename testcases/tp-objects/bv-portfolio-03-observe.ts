import { C12 } from '../configurations/c12.ts'
import { waits } from '../waits.ts'
import { observeCase } from './observe-case.ts'

export default observeCase({
  id: 'PORTFOLIO/BV-03',
  title: 'Portfolio Object: basic observation',
  purpose: 'A Portfolio is observed as a whole. Stands in for int-1610.',
  object: 16,
  configuration: C12,
  targets: [{ below: '', pmin: waits.objectPmin, pmax: waits.objectPmax }],
  change: { below: '/0/0', value: (count) => `Host Device ID #${count}` },
})
