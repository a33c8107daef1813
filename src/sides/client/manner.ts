import type { Intake, ResponseDraft } from '#coap'
import type { ClientChair } from '../chairs.ts'
import type { Reply } from '../ladder.ts'
import type { Session } from '../session.ts'

type Verbs = Pick<ClientChair, 'takesBlocks' | 'takesBodies' | 'statesFormat' | 'hears'>

const usual: Readonly<Required<Intake>> = { size: 1024, refusing: false, longest: 2 ** 20 }

/** How our Client takes blocks and states formats: as usual, unless a case wants it otherwise. */
export class Manner {
  readonly intake: Intake = { ...usual }
  #contentFormat: number | undefined

  /** The response as the Client gives it. */
  of(response: ResponseDraft): ResponseDraft {
    return response.contentFormat === undefined || this.#contentFormat === undefined
      ? response
      : { ...response, contentFormat: this.#contentFormat }
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
      statesFormat: (contentFormat) => {
        until('state the format of each answer', () => {
          this.#contentFormat = undefined
        })
        this.#contentFormat = contentFormat
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

const ownAlone = (): never => {
  throw new Error('a Client under test answers in its own way')
}

/** A Client under test has a manner of its own. */
export const mannerOfIut: Verbs = {
  takesBlocks: ownAlone,
  takesBodies: ownAlone,
  statesFormat: ownAlone,
  hears: ownAlone,
}
