import { type Check, check, type Moment, type Scene } from '#testcase'
import { waits } from './waits.ts'

const brief = (long: string): string => (long.length > 60 ? `${long.slice(0, 50)}… (${long.length})` : long)

/** What a Server shows holds this text. */
export function showing(text: string): Check<string> {
  return check(`"${brief(text)}"`, (shown) => (shown.includes(text) ? undefined : `"${brief(shown)}"`))
}

/** What a Server shows holds these octets: in hexadecimal, in one of the base64 alphabets, or as a list of numbers. */
export function showingOctets(octets: Uint8Array): Check<string> {
  const bytes = Buffer.from(octets)
  const texts = [
    bytes.toString('hex'),
    [...octets].join(','),
    [...new Int8Array(octets)].join(','),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ]
  return check(`the octets ${brief(bytes.toString('hex'))}`, (shown) => {
    const plain = shown.replace(/\s/g, '')
    const hex = plain.toLowerCase().replace(/0x|[:,-]/g, '')
    return texts.some((text, index) => (index === 0 ? hex : plain).includes(text))
      ? undefined
      : `"${brief(shown)}"`
  })
}

/** What a Server shows, when it has had its time: our answer may get lost, and is sent again when the Server asks again. */
export async function shownAtLast(
  { server, pause }: Pick<Scene<string>, 'server' | 'pause'>,
  path: string,
  wanted: string | Check<string>,
): Promise<Moment<string>> {
  const { verify } = typeof wanted === 'string' ? showing(wanted) : wanted
  for (const more of [0, 2, 6, 14]) {
    await pause(waits.shown, more)
    const shown = server.shows(path)
    if (verify(await shown.happens()) === undefined) return shown
  }
  await pause(waits.shown, 30)
  return server.shows(path)
}
