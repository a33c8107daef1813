import { type Body, type Check, check, code, format, has, pathText, testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { fromIdle } from './firmware.ts'

/** Integers at and below a path, each in a range; at least one. */
function within(path: string, most: number): Check<Body> {
  return check(`${path} from 0 to ${most}`, ({ nodes }) => {
    const values = nodes
      .filter((node) => `${pathText(node.path)}/`.startsWith(`${path}/`))
      .map(({ value }) => value?.value)
    const isFine =
      values.length > 0 && values.every((value) => typeof value === 'bigint' && value >= 0n && value <= most)
    return isFine ? undefined : values.map(String).join(', ') || 'nothing'
  })
}

function is(path: string, wanted: bigint): Check<Body> {
  return check(`${path} = ${wanted}`, ({ nodes }) => {
    const value = nodes.find((node) => pathText(node.path) === path)?.value?.value
    return value === wanted ? undefined : String(value)
  })
}

export default testCase({
  number: 751,
  title: 'Firmware Update Object: querying the readable resources',
  purpose: 'The Client tells where it stands, and how firmware comes to it.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'definition of object 5' }, { clause: 'Core 1.1.1 §6.3.1' }],
  judges: ['client'],
  selection: { client: ['OBJ.5', 'FMT.tlv'] },
  dependsOn: [101],
  configuration: C8,
  impact: 'settings',
  steps: ['The Server resets the Firmware Update object.', 'It reads /5/0 as TLV.'],
  criteria: {
    A: { judged: 'client', text: 'answers the Read with 2.05', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'answers in well-formed TLV', clause: 'Core 1.1.1 §7.4.3' },
    C: { judged: 'client', text: 'says that it is idle (State 0)', clause: 'definition of /5/x/3' },
    D: { judged: 'client', text: 'has no Update Result (0)', clause: 'definition of /5/x/5' },
    E: {
      judged: 'client',
      text: 'says whether firmware is pushed, pulled or both',
      clause: 'definition of /5/x/9',
    },
    F: {
      judged: 'client',
      text: 'where it has a list of protocols, says by which firmware is pulled',
      clause: 'definition of /5/x/8',
    },
  },
  async body(scene) {
    const { client, server, supports } = scene
    await fromIdle(scene)
    const read = server.reads('/5/0', { format: 'tlv' })
    await client.must('A', read.answered, code('2.05'))
    await client.must('B', read.answered, format('tlv'))
    await client.must('C', read.answered, is('/5/0/3', 0n))
    await client.must('D', read.answered, is('/5/0/5', 0n))
    await client.must('E', read.answered, within('/5/0/9', 2))
    if (await supports('RES.5.8')) await client.must('F', read.answered, has('/5/0/8'), within('/5/0/8', 5))
    else client.notApplicable('F', 'it has no list of protocols: CoAP is the default')
  },
})
