import { C1 } from '../configurations/c1.ts'
import { createCase } from '../tp-objects/single-case.ts'

export default createCase({
  id: 680,
  title: 'Device Object: create object instance',
  object: 3,
  configuration: C1,
  content: { '14': '+02:00' },
  refusal: '4.05',
})
