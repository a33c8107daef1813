import { closeSync, existsSync, fstatSync, openSync, readSync, unwatchFile, watch, watchFile } from 'node:fs'
import { dirname } from 'node:path'
import type { JournalEvent } from './events.ts'
import { parseJournal } from './journal-reader.ts'

/** Milliseconds between looks on file systems that do not tell of changes. */
const pollingInterval = 500

/** Reads a journal while another process writes it: each look takes up where the last one stopped. */
export class JournalFollower {
  readonly #file: string
  readonly #events: JournalEvent[] = []
  #offset = 0

  /** @param file a `journal.ndjson` that need not exist yet; its folder must */
  constructor(file: string) {
    this.#file = file
  }

  /** Reads what was added; returns all events so far. Throws like `readJournal` when the file is corrupt. */
  look(): readonly JournalEvent[] {
    if (!existsSync(this.#file)) return this.#events
    const { events, whole } = parseJournal(this.#added(), this.#file, this.#events.length)
    this.#offset += whole
    this.#events.push(...events)
    return this.#events
  }

  /**
   * Waits until the journal holds enough. There is no deadline: a writer ends its journal unless it is killed, and
   * whoever waits has to notice that.
   */
  until(enough: (events: readonly JournalEvent[]) => boolean): Promise<readonly JournalEvent[]> {
    return new Promise((resolve, reject) => {
      const watcher = watch(dirname(this.#file), () => look())
      const look = (): void => {
        try {
          if (!enough(this.look())) return
          resolve(this.#events)
        } catch (corrupt) {
          reject(corrupt)
        }
        watcher.close()
        unwatchFile(this.#file, look)
      }
      watcher.on('error', reject)
      watchFile(this.#file, { interval: pollingInterval }, look)
      look()
    })
  }

  #added(): Buffer {
    const file = openSync(this.#file, 'r')
    try {
      const octets = Buffer.alloc(Math.max(0, fstatSync(file).size - this.#offset))
      return octets.subarray(0, readSync(file, octets, 0, octets.length, this.#offset))
    } finally {
      closeSync(file)
    }
  }
}
