import { type CriterionDefinition, type DataFormat, holds } from '#testcase'
import { managementCase, refused } from './management-case.ts'

interface Fault {
  /** What is wrong with it: `a resource that stands twice`. */
  readonly text: string
  /** The payload for the Server instance of a path; it would change the Lifetime, if anything. */
  readonly payload: (instance: string) => Uint8Array
  /** Where it has another clause than the format. */
  readonly clause?: string
  /** Why nobody is failed for it. */
  readonly unverified?: string
}

/** Why a fault is told and not judged, that implementers took for one. */
export const rumoured = 'told by implementers alone'

interface Malformed {
  readonly id: string
  readonly format: Exclude<DataFormat, 'text' | 'opaque' | 'cbor'>
  /** As the specification calls the format. */
  readonly name: string
  readonly clause: string
  readonly editions?: readonly ('1.0' | '1.1' | '1.2')[]
  readonly faults: readonly [Fault, Fault]
}

/** Octets that are written in hexadecimal. */
export const hex = (text: string) => (): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

/** A purpose on what is malformed in one format: A and B are the faults, and C is that nothing changed. */
export function malformedCase({ id, format, name, clause, editions, faults }: Malformed) {
  const texts = faults.map(({ text }) => text)
  const rule = ({ text, clause: other = clause, unverified }: Fault): CriterionDefinition => ({
    ...{ judged: 'client', text: `refuses ${name} with ${text}`, clause: other },
    ...(unverified === undefined ? {} : { unverified }),
  })
  return managementCase<string>({
    id,
    title: `Write of malformed ${name}: ${texts.join(', and ')}`,
    purpose: `${name} with ${texts.join(', or with ')}, is refused and changes nothing.`,
    needs: [`FMT.${format}`],
    ...(editions === undefined ? {} : { editions }),
    dependsOn: ['int-226 B'],
    reference: [{ clause }, { clause: 'Core 1.1.1 §6.3.3' }],
    steps: [
      `The Server POSTs ${name} with ${texts.join(', then with ')}, to its Server instance.`,
      'It reads the Lifetime.',
    ],
    criteria: {
      A: rule(faults[0]),
      B: rule(faults[1]),
      C: { judged: 'client', text: 'keeps its value', clause: 'Core 1.1.1 §6.3.3' },
    },
    async body({ client, server }) {
      await client.isRegistered()
      const instance = await client.serverInstance()
      const path = `${instance}/1`
      const before = await client.valuesOf(path)
      let taken = false
      for (const [index, { payload, unverified }] of faults.entries()) {
        const write = server.writes(instance, { '1': 7777 }, { format, payload: payload(instance) })
        const answer = await client.must('AB'[index]!, write.answered, refused)
        taken ||= unverified !== undefined && answer.code.startsWith('2.')
      }
      if (taken) client.notApplicable('C', 'what was taken may have changed it')
      else await client.must('C', server.reads(path).answered, holds(before))
    },
  })
}
