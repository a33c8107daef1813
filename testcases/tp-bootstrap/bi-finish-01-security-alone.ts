import { finishCase } from './finish-case.ts'

export default finishCase({
  purposeId: 'TP/BS/FINISH/BI-01',
  half: 'security',
  title: 'Finish with a Security instance alone',
})
