import { code, has, request, testCase, wellFormed } from '#testcase'
import { waits } from '../waits.ts'
import { shared, withAttributes } from './composite.ts'
import { stillThere, taken } from './observed.ts'
import { beginsObserving, withParameters } from './parameters.ts'
import { accepts, atLeast, each, noLaterThanPmax } from './timing.ts'

const path = '/3/0/7'

export default testCase({
  ...withParameters,
  number: 313,
  title: 'Observe parameters override written attributes',
  purpose: 'The parameters of an Observe stand for the attributes that were attached.',
  stimuli: { server: ['attributes', 'observe'] },
  dependsOn: [101, 'int-301 D'],
  steps: [
    'The Server attaches pmin=5 and pmax=60 to /3/0/7.',
    'It sends GET /3/0/7?pmin=5&pmax=10 with Observe=0: the Client reports every 10 s.',
  ],
  criteria: {
    A: shared.attaches,
    B: shared.attached,
    C: {
      judged: 'server',
      text: 'states pmin and pmax in the query of the Observe',
      clause: 'Core 1.2 §6.4.1',
    },
    D: {
      judged: 'client',
      text: 'accepts the observation with 2.05 and the values',
      clause: 'Core 1.2 §6.4.1',
    },
    E: {
      judged: 'client',
      text: 'reports when the pmax of the Observe ends, not the attached one',
      clause: 'Core 1.2 §7.3.2',
    },
    F: shared.takes,
  },
  async body({ client, server, iut, seconds, tolerance }) {
    await client.isRegistered()
    const pmin = seconds(waits.voltagePmin)
    const written = { pmin, pmax: seconds(waits.unhurriedPmax) }
    const attributes = { pmin, pmax: seconds(waits.parameterPmax) }
    const { pmax } = attributes
    const attach = server.setsAttributes(path, written)
    await server.must('A', attach.sent, request('PUT', path), withAttributes(written))
    await client.must('B', attach.answered, code('2.04'))
    const observation = server.observes(path, { attributes })
    const asked = observation.sent
    await server.must('C', asked, request('GET', path), beginsObserving, withAttributes(attributes))
    await client.must('D', observation.answered, code('2.05'), accepts, wellFormed, has(path))
    if (iut.includes('server')) {
      await server.must('F', client.notifies(path).within(pmax).sent, taken)
      return
    }
    const series = observation.during(3 * pmax + tolerance)
    await stillThere(server, series)
    await client.must('E', series, atLeast(2), noLaterThanPmax(pmax, tolerance), each(has(path)))
  },
})
