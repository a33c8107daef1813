import { shownCase } from './shown-case.ts'

export default shownCase('TP/DM/TYPES/BV-20', 'opaque')
