import { code, has, linkAttributes, request, testCase, wellFormed } from '#testcase'
import { waits } from '../waits.ts'
import { shared, withAttributes } from './composite.ts'
import { stillThere, taken } from './observed.ts'
import { beginsObserving, withParameters } from './parameters.ts'
import { accepts, atLeast, each, noLaterThanPmax, unchangedNoSoonerThanPmax } from './timing.ts'

const path = '/3/0/7'

export default testCase({
  ...withParameters,
  number: 312,
  title: 'Observe with attributes as parameters',
  purpose: 'An Observe brings its own pmin and pmax, which hold for it alone.',
  stimuli: { server: ['observe'] },
  dependsOn: [101, 'int-301 D', 'int-301 E'],
  steps: [
    'The Server sends GET /3/0/7?pmin=5&pmax=15 with Observe=0.',
    'The Client reports every 15 s; Discover shows neither attribute.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'states pmin and pmax in the query of the Observe',
      clause: 'Core 1.2 §6.4.1',
    },
    B: {
      judged: 'client',
      text: 'accepts the observation with 2.05 and the values',
      clause: 'Core 1.2 §6.4.1',
    },
    C: { judged: 'client', text: 'reports when that pmax ends', clause: 'Core 1.2 §7.3.2' },
    D: {
      judged: 'client',
      level: 'SHOULD',
      text: 'reports unchanged values no sooner than that pmax',
      clause: 'Core 1.2 §6.4.2',
    },
    E: {
      judged: 'client',
      text: 'shows parameters of an Observe on no Discover',
      clause: 'Core 1.2 §6.4.1',
    },
    F: shared.takes,
  },
  async body({ client, server, iut, seconds, tolerance }) {
    await client.isRegistered()
    const attributes = { pmin: seconds(waits.voltagePmin), pmax: seconds(waits.voltagePmax) }
    const { pmax } = attributes
    const observation = server.observes(path, { attributes })
    const asked = observation.sent
    await server.must('A', asked, request('GET', path), beginsObserving, withAttributes(attributes))
    await client.must('B', observation.answered, code('2.05'), accepts, wellFormed, has(path))
    if (iut.includes('server')) {
      await server.must('F', client.notifies(path).within(pmax).sent, taken)
      return
    }
    const series = observation.during(3 * pmax + tolerance)
    const discover = server.discovers(path).answered
    await client.must('E', discover, code('2.05'), linkAttributes(path, { pmin: null, pmax: null }))
    await stillThere(server, series)
    await client.must('C', series, atLeast(2), noLaterThanPmax(pmax, tolerance), each(has(path)))
    await client.must('D', series, unchangedNoSoonerThanPmax(pmax, tolerance))
  },
})
