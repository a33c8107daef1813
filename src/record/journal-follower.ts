import {
  closeSync,
  existsSync,
  type FSWatcher,
  fstatSync,
  openSync,
  readSync,
  unwatchFile,
  watch,
  watchFile,
} from 'node:fs'
import { dirname } from 'node:path'
import type { JournalEvent } from './events.ts'
import { parseJournal } from './journal-reader.ts'

/** Milliseconds between looks on file systems that do not tell of changes. */
const pollingInterval = 500

/** Reads a journal while it is being written: each look takes up where the last one stopped. */
export class JournalFollower {
  readonly #file: string
  readonly #events: JournalEvent[] = []
  #offset = 0
  #watcher: FSWatcher | undefined
  /** Looks again on behalf of whoever waits. */
  #wake: () => void = () => {}
  readonly #changed = (): void => this.#wake()

  /** @param file a `journal.ndjson` that need not exist yet; its folder must */
  constructor(file: string) {
    this.#file = file
  }

  /** All events so far. */
  get events(): readonly JournalEvent[] {
    return this.#events
  }

  /** Reads and returns what was added since the last look. Throws like `readJournal` when it is corrupt. */
  look(): readonly JournalEvent[] {
    if (!existsSync(this.#file)) return []
    const { events, whole } = parseJournal(this.#added(), this.#file, { earlier: this.#events.length })
    this.#offset += whole
    this.#events.push(...events)
    return events
  }

  /**
   * Waits for more events and returns them; one call at a time. There is no deadline: a writer ends its journal
   * unless it is killed, and whoever waits has to notice that.
   */
  next(): Promise<readonly JournalEvent[]> {
    if (this.#watcher === undefined) {
      this.#watcher = watch(dirname(this.#file), this.#changed)
      watchFile(this.#file, { interval: pollingInterval }, this.#changed)
    }
    return new Promise((resolve, reject) => {
      this.#wake = () => {
        try {
          const events = this.look()
          if (events.length === 0) return
          resolve(events)
        } catch (corrupt) {
          reject(corrupt)
        }
        this.#wake = () => {}
      }
      this.#wake()
    })
  }

  /** Stops watching. */
  close(): void {
    this.#watcher?.close()
    this.#watcher = undefined
    unwatchFile(this.#file, this.#changed)
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
