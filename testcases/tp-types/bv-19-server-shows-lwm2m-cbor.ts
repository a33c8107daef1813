import { shownCase } from './shown-case.ts'

export default shownCase('TP/DM/TYPES/BV-19', 'lwm2m-cbor')
