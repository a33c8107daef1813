import { code, format, has, only, testCase, wellFormed } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { mustGiveAll } from './held.ts'

export default testCase({
  number: 222,
  title: 'Read on Object',
  purpose: 'All instances of an object are read at once.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.1' }],
  judges: ['client'],
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Server reads /1 and /3 in the format the Client chooses.',
    'It discovers each instance that is registered, and reads alone what is listed and was not given.',
    'It reads /3 in TLV, where the Client has it.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 2.05 with a well-formed payload', clause: 'Core 1.1.1 §6.3.1' },
    B: {
      judged: 'client',
      text: 'gives the mandatory resources of every instance',
      clause: 'Core 1.1.1 §6.3.1',
    },
    C: { judged: 'client', text: 'gives nothing outside the object', clause: 'Core 1.1.1 §6.3.1' },
    D: {
      judged: 'client',
      text: 'wraps resources in object instances where it answers in TLV',
      clause: 'Core 1.1.1 §7.4.3',
    },
    E: {
      judged: 'client',
      text: 'leaves out no resource of any instance that it gives alone',
      clause: 'Core 1.1.1 §6.3.1',
    },
  },
  async body(scene) {
    const { client, server, supports } = scene
    await client.isRegistered()
    const one = await client.serverInstance()
    const { registration } = await client.registration().happens()
    const instances = registration.objects.flatMap(({ object, instance }) =>
      instance === undefined ? [] : [`/${object}/${instance}`],
    )
    for (const [path, mandatory] of Object.entries({
      '/1': [0, 1, 6, 7].map((resource) => `${one}/${resource}`),
      '/3': ['/3/0/11', '/3/0/16'],
    })) {
      const read = server.reads(path)
      await client.must('A', read.answered, code('2.05'), wellFormed)
      await client.must('B', read.answered, has(...mandatory))
      await client.must('C', read.answered, only(path))
      for (const instance of instances.filter((registered) => registered.startsWith(`${path}/`)))
        await mustGiveAll(scene, 'E', { instance, answered: read.answered })
    }
    if (await supports('FMT.tlv'))
      await client.must('D', server.reads('/3', { format: 'tlv' }).answered, code('2.05'), format('tlv'))
    else client.notApplicable('D', 'the Client has no TLV')
  },
})
