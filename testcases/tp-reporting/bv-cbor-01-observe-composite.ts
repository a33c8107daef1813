import { code, format, has, testCase } from '#testcase'
import { accepts } from '../3xx-reporting/timing.ts'
import { lwm2mCbor, senmlFormats } from '../formats.ts'
import { waits } from '../waits.ts'

export default testCase({
  purposeId: 'TP/REP/CBOR/BV-01',
  title: 'Observe-Composite reported in LwM2M CBOR',
  purpose: 'The format that an Observe-Composite accepts is the format of every report.',
  area: 'Information reporting',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §6.4.4' }, { clause: 'Core 1.2 §7.4' }],
  judges: ['client'],
  selection: { client: ['OBSERVE-COMPOSITE', 'FMT.lwm2m-cbor'] },
  dependsOn: [101, 304],
  impact: 'settings',
  steps: [
    'The Server attaches pmax=5 to the Lifetime and to the bindings of the Device, and observes both by one FETCH that accepts LwM2M CBOR.',
    'It waits for a report.',
  ],
  criteria: {
    A: { judged: 'client', text: 'accepts the observation with 2.05', clause: 'Core 1.2 §6.4.4' },
    B: { judged: 'client', text: 'answers in well-formed LwM2M CBOR', clause: 'Core 1.2 §7.4' },
    C: { judged: 'client', text: 'reports in well-formed LwM2M CBOR', clause: 'Core 1.2 §7.4' },
    D: { judged: 'client', text: 'reports all paths', clause: 'Core 1.2 §6.4.4' },
  },
  async body(scene) {
    const { client, server, seconds } = scene
    await client.isRegistered()
    const [list = 'senml-cbor'] = await senmlFormats(scene)
    const paths = [`${await client.serverInstance()}/1`, '/3/0/16']
    const pmax = seconds(waits.ownPmax)
    for (const path of paths) await server.setsAttributes(path, { pmin: 0, pmax }).answered.happens()
    const observation = server.observesComposite(paths, { format: list, accept: lwm2mCbor })
    await client.must('A', observation.answered, code('2.05'), accepts)
    await client.must('B', observation.answered, format('lwm2m-cbor'))
    const report = observation.notified(pmax)
    await client.must('C', report, format('lwm2m-cbor'))
    await client.must('D', report, has(...paths))
  },
})
