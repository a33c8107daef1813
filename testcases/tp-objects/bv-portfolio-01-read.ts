import { C12 } from '../configurations/c12.ts'
import { readCase } from './read-case.ts'

export default readCase({
  id: 'PORTFOLIO/BV-01',
  title: 'Portfolio Object: read',
  purpose: 'A Portfolio is read as a whole. Stands in for int-1600.',
  object: 16,
  mandatory: [0],
  unreadable: [1],
  configuration: C12,
})
