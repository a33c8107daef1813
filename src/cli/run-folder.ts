import {
  appendFileSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { sha256 } from '#ics'
import { type ContextParameters, wiresharkContexts } from '#oscore'
import { makeFolder } from '../make-folder.ts'

/** Where a run keeps its journal, evidence and reports. */
export interface RunFolder {
  /** Name of the run: the folder's own name. */
  readonly run: string
  readonly path: string
  /** Keeps a case's capture in `evidence/`, readable by its owner only. */
  saveCapture(name: string, bytes: Uint8Array): { path: string; digest: string }
  /** Keeps a security context of OSCORE there, once, in the table that Wireshark reads. */
  saveContext(parameters: ContextParameters): void
}

/**
 * Makes `<out>/<run>` and points `<out>/latest` at it. The name is the time of the start.
 * @param now milliseconds since the Unix epoch
 */
export function openRunFolder(
  out: string,
  now: number,
  run = new Date(now).toISOString().replaceAll(/[:.]/g, '-'),
): RunFolder {
  const path = join(out, run)
  const evidence = join(path, 'evidence')
  makeFolder(path)
  makeFolder(evidence, 0o700)
  pointLatest(out, path)
  const table = join(evidence, 'oscore_contexts')
  const known = new Set(existsSync(table) ? readFileSync(table, 'utf8').split('\n') : [])
  return {
    run,
    path,
    saveCapture(name, bytes) {
      writeFileSync(join(evidence, name), bytes, { mode: 0o600 })
      return { path: `evidence/${name}`, digest: sha256(bytes) }
    },
    saveContext(parameters) {
      for (const line of wiresharkContexts(parameters)) {
        if (known.has(line)) continue
        known.add(line)
        appendFileSync(table, `${line}\n`, { mode: 0o600 })
      }
    },
  }
}

/** The folder of an earlier run, to go on with. */
export function reopenRunFolder(path: string): RunFolder {
  const real = realpathSync(path)
  return openRunFolder(dirname(real), 0, basename(real))
}

/** Whoever follows `latest` meanwhile finds the old run or the new one, never none. */
function pointLatest(out: string, path: string): void {
  const fresh = join(out, `.latest-${basename(path)}`)
  rmSync(fresh, { force: true })
  symlinkSync(basename(path), fresh)
  renameSync(fresh, join(out, 'latest'))
}
