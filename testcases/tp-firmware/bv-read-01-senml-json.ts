import { code, format, has, lacks, only, testCase } from '#testcase'
import { ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('FMT.senml-json'),
  editions: ['1.1', '1.2'],
  purposeId: 'TP/FW/READ/BV-01',
  title: 'Read of the object as SenML JSON',
  purpose: 'Firmware Update is read as a whole in a format of LwM2M 1.1.',
  impact: 'none',
  steps: ['The Server reads /5 as SenML JSON.'],
  criteria: {
    A: rule('answers the Read with 2.05', 'Transport 1.1.1 §6.7'),
    B: rule('gives its instance, without the Package, in well-formed SenML JSON', 'Core 1.1.1 §7.4.4'),
  },
  async body({ client, server }) {
    await client.isRegistered()
    const read = server.reads('/5', { format: 'senml-json' })
    await client.must('A', read.answered, code('2.05'))
    await client.must(
      'B',
      read.answered,
      format('senml-json'),
      has('/5/0/3', '/5/0/5'),
      only('/5'),
      lacks('/5/0/0'),
    )
  },
})
