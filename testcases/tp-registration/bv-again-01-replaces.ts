import { code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  purposeId: 'TP/REG/AGAIN/BV-01',
  title: 'A second Register of the same Client',
  purpose: 'A Client that registers again, as after a power cut, has one registration: the new one.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1' }],
  judges: ['server'],
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Client registers and sends a value (Send); it registers once more in the same words.',
    'It sends an Update to the second location, a value, and an Update to the first location.',
  ],
  criteria: {
    A: { judged: 'server', text: 'answers the second Register with 2.01, too', clause: 'Core 1.1.1 §6.2.1' },
    B: { judged: 'server', text: 'takes Updates of the new registration', clause: 'Core 1.1.1 §6.2.2' },
    C: {
      judged: 'server',
      text: 'knows the location of the old one no more (4.04)',
      clause: 'Core 1.1.1 §6.2.1',
    },
    D: {
      judged: 'server',
      text: 'takes a Send under the new registration, when it took one under the old',
      since: '1.1',
      clause: 'Core 1.1.1 §6.4.6',
    },
  },
  async body({ client, server, lwm2m, cannotJudge }) {
    const fields = { lifetime: 7200 }
    const first = await client.registers(fields).answered.happens()
    if (first.code !== '2.01') cannotJudge(`the Server did not take our Client in: ${first.code}`)
    const isTaken = async (): Promise<boolean> => {
      const { answered } = client.sends(['/3/0'])
      return (await answered.comes()) && (await answered.happens()).code === '2.04'
    }
    const takesSends = lwm2m !== '1.0' && (await isTaken())
    const { answered } = client.registers(fields)
    const second = await server.must('A', answered, code('2.01'))
    if (second.code !== '2.01') cannotJudge('there is no second registration')
    await server.must('B', client.updates().answered, code('2.04'))
    if (takesSends) await server.must('D', client.sends(['/3/0']).answered, code('2.04'))
    else server.notApplicable('D', 'it took no Send under the old registration either')
    if (first.location.join('/') === second.location.join('/'))
      server.notApplicable('C', 'both registrations have the same location')
    else await server.must('C', client.updates({ location: first.location }).answered, code('4.04'))
  },
})
