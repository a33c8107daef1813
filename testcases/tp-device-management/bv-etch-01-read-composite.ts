import { code, format, holds } from '#testcase'
import { senmlEtch, senmlFormats } from '../formats.ts'
import { managementCase } from './management-case.ts'

export default managementCase({
  id: 'ETCH/BV-01',
  title: 'Read-Composite by a list in SenML-ETCH',
  purpose: 'A list of paths in SenML-ETCH is read as one in SenML, or refused for its format.',
  editions: ['1.2'],
  needs: ['READ-COMPOSITE', 'ETCH'],
  reference: [{ clause: 'Core 1.2 §7.4' }, { clause: 'RFC 8790 §3' }],
  dependsOn: ['TP/DM/COMPOSITE/BI-02'],
  steps: [
    'The Server reads /3/0/16 and its Lifetime by a FETCH with a list in SenML-ETCH, in JSON (320) and in CBOR (322), as far as the Client has SenML in them.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers 2.05, or refuses the format with 4.15',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: {
      judged: 'client',
      text: 'gives the values that were listed, in the format accepted',
      clause: 'RFC 8790 §3',
    },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const paths = ['/3/0/16', `${await client.serverInstance()}/1`]
    const held = await client.valuesOf(...paths)
    let [isTaken, refusal]: [boolean, number | null] = [false, null]
    for (const name of await senmlFormats(scene)) {
      const { answered } = server.readsComposite(paths, { format: name, contentFormat: senmlEtch[name] })
      const answer = await client.must('A', answered, code('2.05', '4.15'))
      if (answer.code !== '2.05') {
        refusal = answer.frame
        continue
      }
      isTaken = true
      await client.must('B', answered, format(name), holds(held))
    }
    if (!isTaken) client.notApplicable('B', 'it does not take SenML-ETCH', refusal)
  },
})
