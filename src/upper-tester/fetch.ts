import type { Clock } from '#net'
import { firstLine } from './schema.ts'
import { UpperTesterError } from './verbs.ts'

export interface HttpRequest {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly url: string
  /** Default: `application/json`. */
  readonly contentType?: string
  readonly body?: string
}

/**
 * One HTTP exchange; the text of its answer.
 * @param timeout seconds
 * @throws UpperTesterError when nobody answers, or with another status than 2xx
 */
export async function httpText(
  { method = 'GET', url, contentType = 'application/json', body }: HttpRequest,
  { clock, timeout }: { clock: Clock; timeout: number },
): Promise<string> {
  const letGo = clock.hold()
  const abort = new AbortController()
  const timer = clock.after(timeout * 1000, () => abort.abort())
  try {
    const response = await fetch(url, {
      method,
      signal: abort.signal,
      ...(body === undefined ? {} : { body, headers: { 'content-type': contentType } }),
    })
    const text = await response.text()
    if (response.ok) return text
    throw new UpperTesterError(
      `${method} ${url} was answered ${response.status}: ${firstLine(text) || response.statusText}`,
    )
  } catch (failure) {
    if (failure instanceof UpperTesterError) throw failure
    const why = abort.signal.aborted ? `no answer within ${timeout} s` : fetchReason(failure)
    throw new UpperTesterError(`${method} ${url}: ${why}`)
  } finally {
    timer.cancel()
    letGo()
  }
}

/** The base URL of an upper tester, without a slash at its end. @throws UpperTesterError unless it is http(s) */
export function baseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new UpperTesterError(`${text} is no URL of an upper tester; give one like http://localhost:8080`)
  }
  return text.replace(/\/+$/, '')
}

function fetchReason(failure: unknown): string {
  const cause = failure instanceof Error ? failure.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  switch (code) {
    case 'ECONNREFUSED':
      return 'nobody listens there (connection refused)'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name is unknown'
    default:
      return code ?? (cause instanceof Error ? cause.message : String(failure))
  }
}
