import {
  blockOption,
  type Code,
  type IncomingRequest,
  type Intake,
  optionNumbers,
  type ResponseDraft,
  readBlock,
  sizeOf,
  szxOf,
  tagOf,
} from '#coap'
import type { ClientChair } from '../chairs.ts'
import type { Reply } from '../ladder.ts'
import type { Session } from '../session.ts'

type Verbs = Pick<
  ClientChair,
  'takesBlocks' | 'takesBodies' | 'givesBlocks' | 'statesFormat' | 'refuses' | 'hears'
>

const usual: Readonly<Required<Intake>> = { size: 1024, refusing: false, longest: 2 ** 20 }

/** How our Client takes blocks and states formats: as usual, unless a case wants it otherwise. */
export class Manner {
  readonly intake: Intake = { ...usual }
  readonly #refused = new Map<string, Code>()
  #contentFormat: number | undefined
  #size: number | undefined

  /** The response as the Client gives it. */
  of(request: IncomingRequest, response: ResponseDraft): ResponseDraft {
    const refusal = isWrite(request) ? this.#refused.get(`/${request.path.join('/')}`) : undefined
    if (refusal !== undefined) return { code: refusal }
    const stated =
      response.contentFormat === undefined || this.#contentFormat === undefined
        ? response
        : { ...response, contentFormat: this.#contentFormat }
    return this.#size === undefined ? stated : asBlock(request, stated, this.#size)
  }

  /** What a case has to say of it. */
  verbs(session: Session): Verbs {
    const until = (text: string, run: () => void): void => {
      session.undo.push({ text, run: async () => run() })
    }
    return {
      takesBlocks: (octets, { refusing = false } = {}) => {
        until('take blocks of the usual size', () => Object.assign(this.intake, usual))
        Object.assign(this.intake, { size: octets, refusing })
      },
      takesBodies: (octets) => {
        until('take bodies of the usual length', () => Object.assign(this.intake, usual))
        this.intake.longest = octets
      },
      givesBlocks: (octets) => {
        until('give what is long as usual', () => {
          this.#size = undefined
        })
        this.#size = octets
      },
      statesFormat: (contentFormat) => {
        until('state the format of each answer', () => {
          this.#contentFormat = undefined
        })
        this.#contentFormat = contentFormat
      },
      refuses: (path, code) => {
        until(`take Writes to ${path}`, () => this.#refused.delete(path))
        if (code === undefined) this.#refused.delete(path)
        else this.#refused.set(path, code)
      },
      hears: (meanwhile) => {
        const heard: Reply[] = []
        const overhear: Parameters<typeof session.overhears.add>[0] = (event, frame) => {
          const { message } = event.decoded
          if (event.direction === 'out' || message === undefined || event.repeated) return
          const reply = { ...message, at: event.at, frame, isProtected: event.outer !== undefined }
          heard.push(reply)
          meanwhile?.(reply)
        }
        session.overhears.add(overhear)
        until('listen no more', () => session.overhears.delete(overhear))
        return heard
      },
    }
  }
}

function isWrite({ method, contentFormat }: IncomingRequest): boolean {
  return (method === 'PUT' || method === 'POST') && contentFormat !== undefined
}

/** The block that is asked for, of what is there now; a representation that fits into one goes as it is. */
function asBlock({ message }: IncomingRequest, response: ResponseDraft, longest: number): ResponseDraft {
  const { code, payload = new Uint8Array(), options = [] } = response
  if (code !== '2.05' || payload.length <= longest) return response
  const { block2, etag } = optionNumbers
  const asked = readBlock(message.options, block2) ?? { num: 0, szx: szxOf(longest) }
  const size = Math.min(longest, sizeOf(asked.szx))
  const from = asked.num * sizeOf(asked.szx)
  if (from >= payload.length) return { code: '4.00' }
  const block = { num: from / size, more: from + size < payload.length, szx: szxOf(size) }
  return {
    ...response,
    options: [...options, { number: etag, value: tagOf(payload) }, blockOption(block2, block)],
    payload: payload.subarray(from, from + size),
  }
}

const ownAlone = (): never => {
  throw new Error('a Client under test answers in its own way')
}

/** A Client under test has a manner of its own. */
export const mannerOfIut: Verbs = {
  takesBlocks: ownAlone,
  takesBodies: ownAlone,
  givesBlocks: ownAlone,
  statesFormat: ownAlone,
  refuses: ownAlone,
  hears: ownAlone,
}
