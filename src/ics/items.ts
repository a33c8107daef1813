import type { Edition } from './edition.ts'

/**
 * What an implementation may claim. `OBJ.16` object 16; `RES.1.4` resource 4 of object 1; `FMT.tlv` a data format;
 * `BOOTSTRAP` client-initiated bootstrap; `QUEUE` queue mode.
 */
export type IcsItem = `OBJ.${number}` | `RES.${number}.${number}` | `FMT.${string}` | 'BOOTSTRAP' | 'QUEUE'

/** The question behind an item, as an ICS pro forma asks it. */
export function question(item: IcsItem): string {
  const [kind, first, second] = item.split('.')
  switch (kind) {
    case 'OBJ':
      return `Does it implement object ${first}?`
    case 'RES':
      return `Does it implement resource ${second} of object ${first}?`
    case 'FMT':
      return `Does it support the data format ${first}?`
    case 'QUEUE':
      return 'Does it support queue mode?'
    default:
      return 'Does it support client-initiated bootstrap?'
  }
}

/** Features that every client of this version has, so that nothing is asked or probed (Core §6.2.1, §7.4). */
export function mandatory(item: IcsItem, lwm2m: Edition): boolean {
  const always: readonly IcsItem[] = ['OBJ.0', 'OBJ.1', 'OBJ.3', 'RES.1.8', 'RES.3.4']
  const formats: readonly IcsItem[] = lwm2m === '1.0' ? ['FMT.tlv'] : ['FMT.text', 'FMT.opaque']
  return always.includes(item) || formats.includes(item)
}
