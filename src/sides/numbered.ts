import { isRequestCode, optionNumbers } from '#coap'
import { decodeHeader } from '#oscore'
import type { Session } from './session.ts'

/** A request of the IUT under OSCORE. */
export interface Numbered {
  /** The context that it names: kid and kid context. */
  readonly context: string
  /** Its Sender Sequence Number there. */
  readonly number: number
  readonly at: number
  readonly frame: number
}

/** The requests of the IUT under OSCORE from now on until the case ends, copies left out. */
export function numbersOf(session: Session): readonly Numbered[] {
  const heard: Numbered[] = []
  const overhear = ({ direction, repeated, outer, at }: Overheard, frame: number): void => {
    const message = outer?.message
    if (direction === 'out' || repeated || message === undefined || !isRequestCode(message.code)) return
    const option = message.options.find(({ number }) => number === optionNumbers.oscore)
    const { header } = decodeHeader(option?.value ?? new Uint8Array())
    if (header?.partialIv === undefined) return
    const names = [header.kid, header.kidContext].map((name) => Buffer.from(name ?? []).toString('hex'))
    const number = Number.parseInt(Buffer.from(header.partialIv).toString('hex'), 16)
    heard.push({ context: names.join(' '), number, at, frame })
  }
  session.overhears.add(overhear)
  session.undo.push({
    text: 'heed sequence numbers no more',
    run: async () => void session.overhears.delete(overhear),
  })
  return heard
}

type Overheard = Parameters<Parameters<Session['overhears']['add']>[0]>[0]
