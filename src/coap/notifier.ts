import type { Address } from '#net'
import type { CoapEndpoint, Delivery, NotificationDraft } from './endpoint.types.ts'
import { buildOptions } from './fields.ts'
import type { Body, Layer } from './layer.ts'
import { optionNumbers } from './options.ts'
import { blockOf, type Representations } from './representations.ts'

/** Sends notifications (RFC 7641 §4) and tells what became of them. */
export class Notifier {
  readonly #layer: Layer
  readonly #representations: Representations
  readonly #waiting = new Set<() => void>()

  constructor(layer: Layer, representations: Representations) {
    this.#layer = layer
    this.#representations = representations
  }

  notify(to: Address, draft: NotificationDraft): ReturnType<CoapEndpoint['notify']> {
    const { type = 'CON' } = draft
    const listeners: (() => void)[] = []
    let rejected = false
    let settle: (delivery: Delivery) => void = () => {}
    const delivered = new Promise<Delivery>((resolve) => {
      settle = (delivery) => {
        this.#waiting.delete(giveUp)
        resolve(delivery)
      }
    })
    const giveUp = (): void => settle('timeout')
    const { sent } = this.#layer.send(type, this.#toBody(to, draft), to, {
      acknowledged: () => {
        settle('acknowledged')
        return true
      },
      reset: () => {
        rejected = true
        settle('reset')
        for (const listener of listeners) listener()
      },
      failed: giveUp,
    })
    if (type === 'NON') settle('sent')
    else this.#waiting.add(giveUp)
    const onReset = (listener: () => void): void => {
      listeners.push(listener)
      if (rejected) listener()
    }
    return { sent, delivered, onReset }
  }

  /** What is not acknowledged yet counts as timed out. */
  close(): void {
    for (const giveUp of [...this.#waiting]) giveUp()
  }

  #toBody(to: Address, draft: NotificationDraft): Body {
    const { code, token, contentFormat, location, observe, payload = new Uint8Array(), path = [] } = draft
    const options = buildOptions({ contentFormat, location, observe }, draft.options)
    const manual = options.some(({ number }) => number === optionNumbers.block2)
    const { block, whole } = this.#layer.room(to)
    if (manual || payload.length <= whole) return { code, token, options, payload }
    const kept = this.#representations.keepNotification(to, path, { code, options, body: payload })
    return blockOf(kept, token, undefined, block)
  }
}
