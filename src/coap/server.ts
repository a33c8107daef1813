import type { Clock, Timer } from '#net'
import type { Assembly } from './assembly.ts'
import { readBlock, sizeOf } from './block-option.ts'
import { codeClass, methodOf } from './code.ts'
import type { IncomingRequest, ResponseDraft, TransmissionParameters } from './endpoint.types.ts'
import { buildOptions, readNumbers, readPath, readQuery, sortOptions } from './fields.ts'
import type { Answer, Body, Layer } from './layer.ts'
import { type CoapMessage, type Code, methods, type Option, type Traced } from './message.ts'
import { optionName, optionNumbers } from './options.ts'
import { askedBlock, blockOf, type Representations } from './representations.ts'
import { unrecognisedCritical } from './rules.ts'
import { understands } from './understood.ts'
import type { Writable } from './writable.ts'

/** What the server role needs. */
export interface ServerContext {
  readonly layer: Layer
  readonly clock: Clock
  readonly parameters: TransmissionParameters
  readonly representations: Representations
  readonly assembly: Assembly
}

const { block1, block2, proxyUri, proxyScheme, size2 } = optionNumbers
const utf8 = new TextEncoder()

/** The server role: requests in, responses out, piggybacked or separate (RFC 7252 §5.2). */
export class Server {
  readonly #context: ServerContext
  readonly #timers = new Set<Timer>()
  #listener: ((request: IncomingRequest) => void) | undefined

  constructor(context: ServerContext) {
    this.#context = context
  }

  onRequest(listener: (request: IncomingRequest) => void): void {
    this.#listener = listener
  }

  /** A request in a CON or NON. */
  receive(request: Traced, answer: Answer): void {
    const { peer, message } = request
    const objection = objectionTo(message)
    if (objection !== undefined) {
      const ignored = objection.code === '4.02' && message.type === 'NON' && message.transport !== 'tcp'
      if (!ignored) this.#refuse(request, answer, objection.code, objection.text)
      return
    }
    const asked = askedBlock(message)
    if (asked !== undefined && asked.num > 0) {
      const kept = this.#context.representations.find(peer, message)
      if (kept !== undefined) {
        this.#reply(
          request,
          answer,
          blockOf(kept, message.token, asked, this.#context.layer.room(peer).block),
        )
        return
      }
      if (!isSafe(message.code)) {
        this.#refuse(request, answer, '4.08', 'The response whose block this asks for is not here.')
        return
      }
    }
    const assembled = this.#context.assembly.take(peer, message)
    if (assembled.complete) this.#handle(request, answer, assembled.payload, assembled.contentFormat)
    else this.#refuse(request, answer, assembled.code, assembled.text ?? '', assembled.options)
  }

  /** No empty ACK leaves any more. */
  close(): void {
    for (const timer of this.#timers) timer.cancel()
    this.#timers.clear()
  }

  #handle(request: Traced, answer: Answer, payload: Uint8Array, contentFormat: number | undefined): void {
    const { message, peer, at, identity, frame } = request
    const { code, type, options } = message
    const settle = this.#acknowledgeInTime(type === 'CON', answer)
    let answered = false
    const once = <Result>(give: () => Result): Result => {
      if (answered) throw new Error('This request has been answered already; a request has one response')
      const result = give()
      answered = true
      settle()
      return result
    }
    const method = methodOf(code)
    const { accept, observe, contentFormat: stated } = readNumbers(options)
    const incoming: Writable<IncomingRequest> = {
      message,
      peer,
      at,
      code,
      path: readPath(options),
      query: readQuery(options),
      payload,
      respond: (draft) => once(() => this.#reply(request, answer, this.#toBody(request, draft), draft.type)),
      reject: () =>
        once(() => {
          if (!answer.isGiven()) answer.reset()
        }),
    }
    if (identity !== undefined) incoming.identity = identity
    if (frame !== undefined) incoming.frame = frame
    const format = contentFormat ?? stated
    if (format !== undefined) incoming.contentFormat = format
    if (accept !== undefined) incoming.accept = accept
    if (observe !== undefined) incoming.observe = observe
    if (method !== undefined) incoming.method = method
    if (this.#listener === undefined) {
      incoming.respond({ code: '5.01' })
      return
    }
    const failed = (): void => {
      if (!answered) incoming.respond({ code: '5.00' })
    }
    try {
      const result: unknown = this.#listener(incoming)
      if (result instanceof Promise) result.catch(failed)
    } catch {
      failed()
    }
  }

  /** Promises the peer of a CON an empty ACK, should the response take longer than `processingDelay`. */
  #acknowledgeInTime(confirmable: boolean, answer: Answer): () => void {
    if (!confirmable) return () => {}
    const timer = this.#context.clock.after(this.#context.parameters.processingDelay, () => {
      this.#timers.delete(timer)
      answer.acknowledge()
    })
    this.#timers.add(timer)
    return () => {
      timer.cancel()
      this.#timers.delete(timer)
    }
  }

  #toBody({ message, peer }: Traced, draft: ResponseDraft): Body {
    const { code, contentFormat, location, observe, payload = new Uint8Array(), options: own = [] } = draft
    const { representations, layer } = this.#context
    const { block: blockSize, whole: longest } = layer.room(peer)
    const uploaded = message.options.filter(({ number }) => number === block1).slice(0, 1)
    const manual = own.some(({ number }) => number === block1 || number === block2)
    const echo = manual ? [] : uploaded
    const options = buildOptions({ contentFormat, location, observe }, [...own, ...echo])
    const asked = askedBlock(message)
    const size = asked === undefined ? longest : Math.min(blockSize, sizeOf(asked.szx))
    const tellSize = message.options.some(({ number }) => number === size2)
    const whole = { code, token: message.token, options, payload }
    if (manual || (asked === undefined && payload.length <= size)) return whole
    if (codeClass(code) !== 2 && payload.length <= size) return whole
    if (payload.length <= size && asked?.num === 0) {
      return blockOf({ code, options, body: payload }, message.token, asked, blockSize, tellSize)
    }
    const representation = representations.keepResponse(peer, message, { code, options, body: payload })
    return blockOf(representation, message.token, asked, blockSize, tellSize)
  }

  #refuse(request: Traced, answer: Answer, code: Code, text: string, options: readonly Option[] = []): void {
    this.#reply(request, answer, { code, token: request.message.token, options, payload: utf8.encode(text) })
  }

  /** Piggybacked where it can be; else CON, or NON for a NON, with a message id of its own. */
  #reply(request: Traced, answer: Answer, body: Body, wanted?: 'CON' | 'NON'): Traced {
    const sorted = { ...body, options: sortOptions(body.options) }
    const confirmable = request.message.type === 'CON'
    if (confirmable && !answer.isGiven()) {
      if (wanted === undefined) return answer.acknowledge(sorted)
      answer.acknowledge()
    }
    return this.#context.layer.send(wanted ?? (confirmable ? 'CON' : 'NON'), sorted, request.peer, {}).sent
  }
}

/** What a request must not contain, and the response to it. */
function objectionTo({ options, transport }: CoapMessage): { code: Code; text: string } | undefined {
  const [bad] = unrecognisedCritical(options, understands)
  if (bad !== undefined) return { code: '4.02', text: `${optionName(bad.number)} is not understood.` }
  if (options.some(({ number }) => number === proxyUri || number === proxyScheme)) {
    return { code: '5.05', text: 'This is not a proxy.' }
  }
  const reserved =
    transport !== 'tcp' && [block1, block2].some((number) => readBlock(options, number)?.szx === 7)
  return reserved ? { code: '4.00', text: 'Size exponent 7 is reserved.' } : undefined
}

/** Whether the method may be carried out again for a later block of its response. */
function isSafe(code: Code): boolean {
  return code === methods.GET || code === methods.FETCH
}
