import type { Clock } from '#net'

/** An event of Leshan's demo server: its name (`NOTIFICATION`, …) and data. */
export interface LeshanEvent {
  readonly name: string
  readonly data: unknown
}

/**
 * Follows the event stream of Leshan's demo server (Server-Sent Events) until the signal is raised or the server ends it.
 * Resolves when the stream is open; a server without one is none to follow.
 */
export async function followEvents(
  url: string,
  { clock, signal, heard }: { clock: Clock; signal: AbortSignal; heard: (event: LeshanEvent) => void },
): Promise<void> {
  const letGo = clock.hold()
  try {
    const response = await fetch(url, { signal, headers: { accept: 'text/event-stream' } })
    if (response.ok && response.body !== null) void read(response.body, heard)
  } catch {
    // Without events a value is what the last answer showed.
  } finally {
    letGo()
  }
}

async function read(body: ReadableStream<Uint8Array>, heard: (event: LeshanEvent) => void): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const part of body) {
      text += decoder.decode(part, { stream: true }).replaceAll('\r\n', '\n')
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = parseEvent(text.slice(0, end))
        text = text.slice(end + 2)
        if (event !== undefined) heard(event)
      }
    }
  } catch {
    // The stream was let go, or the server went away.
  }
}

function parseEvent(block: string): LeshanEvent | undefined {
  const field = (name: string): string =>
    block
      .split('\n')
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim())
      .join('\n')
  try {
    return { name: field('event'), data: JSON.parse(field('data')) }
  } catch {
    return undefined
  }
}
