import { finishCase } from './finish-case.ts'

export default finishCase({
  purposeId: 'TP/BS/FINISH/BI-02',
  half: 'server',
  title: 'Finish with a Server instance alone',
})
