import { check, code, format, holds, type TestCase } from '#testcase'
import { type TestObject, testInstance } from '../test-object.ts'
import { managementCase } from './management-case.ts'

const opaque = 42
const written = Uint8Array.from([0, 255, 13, 10, 65])

const octets = check<{ readonly contentFormat: number | undefined }>(
  'application/octet-stream',
  ({ contentFormat }) =>
    contentFormat === opaque ? undefined : `Content-Format ${contentFormat ?? '(absent)'}`,
)

/** Octets read as octets: what int-202 of the ETS names without a procedure. */
export function readOpaque(number: string, object: TestObject): TestCase {
  return managementCase({
    id: `OPAQUE/BV-${number}`,
    title: `Querying information in Opaque format (object ${object})`,
    purpose: 'An opaque resource is read as octets, and no other is. Stands in for int-202.',
    editions: object === 3441 ? ['1.0'] : ['1.1', '1.2'],
    needs: [`OBJ.${object}`, `RES.${object}.110`, `RES.${object}.150`, 'FMT.opaque'],
    dependsOn: ['int-260 A'],
    reference: [{ clause: 'Core 1.1.1 §7.4.2' }, { clause: 'RFC 7252 §5.10.4' }],
    steps: [
      `The Server reads resource 150 of object ${object} in the format the Client chooses, and as octets.`,
      'It asks for the string in resource 110 as octets.',
    ],
    criteria: {
      A: { judged: 'client', text: 'answers the Read with 2.05', clause: 'Transport 1.1.1 §6.7' },
      B: { judged: 'client', text: 'answers in application/octet-stream', clause: 'RFC 7252 §5.10.4' },
      C: { judged: 'client', text: 'gives the octets it holds', clause: 'Core 1.1.1 §7.4.2' },
      D: {
        judged: 'client',
        text: 'refuses to give a string as octets, with 4.06',
        clause: 'RFC 7252 §5.10.4',
      },
    },
    async body(scene) {
      const { client, server } = scene
      await client.isRegistered()
      const { path } = await testInstance(scene, object)
      const held = await client.valuesOf(`${path}/150`)
      const read = server.reads(`${path}/150`, { format: 'opaque' })
      await client.must('A', read.answered, code('2.05'))
      await client.must('B', read.answered, octets)
      await client.must('C', read.answered, holds(held))
      const text = server.reads(`${path}/110`, { format: 'opaque' })
      await client.must('D', text.answered, code('4.06'))
    },
  })
}

/** Octets written as octets: what int-210 of the ETS names without a procedure. */
export function writeOpaque(number: string, object: TestObject): TestCase {
  return managementCase({
    id: `OPAQUE/BV-${number}`,
    title: `Setting information in Opaque format (object ${object})`,
    purpose: 'An opaque resource is written as octets. Stands in for int-210.',
    editions: object === 3441 ? ['1.0'] : ['1.1', '1.2'],
    needs: [`OBJ.${object}`, `RES.${object}.150`, 'FMT.opaque'],
    dependsOn: ['int-260 A'],
    reference: [{ clause: 'Core 1.1.1 §6.3.3' }, { clause: 'Core 1.1.1 §7.4.2' }],
    steps: [
      `The Server writes octets to resource 150 of object ${object}.`,
      'It reads them as octets, and in the format the Client chooses.',
    ],
    criteria: {
      A: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
      B: {
        judged: 'client',
        text: 'gives the octets back as they were written',
        clause: 'Core 1.1.1 §6.3.3',
      },
      C: { judged: 'client', text: 'gives them in another format, too', clause: 'Core 1.1.1 §7.4' },
    },
    async body(scene) {
      const { client, server } = scene
      await client.isRegistered()
      const path = `${(await testInstance(scene, object)).path}/150`
      await client.must('A', server.writes(path, written, { format: 'opaque' }).answered, code('2.04'))
      const same = holds({ [path]: written })
      const back = server.reads(path, { format: 'opaque' })
      await client.must('B', back.answered, code('2.05'), format('opaque'), same)
      await client.must('C', server.reads(path).answered, code('2.05'), same)
    },
  })
}
