import { type Check, check, type Moment, type Scene } from '#testcase'
import { waits } from './waits.ts'

/** What a Server shows holds this text. */
export function showing(text: string): Check<string> {
  const brief = (long: string): string => (long.length > 60 ? `${long.slice(0, 50)}… (${long.length})` : long)
  return check(`"${brief(text)}"`, (shown) => (shown.includes(text) ? undefined : `"${brief(shown)}"`))
}

/** What a Server shows, when it has had its time: our answer may get lost, and is sent again when the Server asks again. */
export async function shownAtLast(
  { server, pause }: Pick<Scene<string>, 'server' | 'pause'>,
  path: string,
  text: string,
): Promise<Moment<string>> {
  for (const more of [0, 2, 6, 14]) {
    await pause(waits.shown, more)
    const shown = server.shows(path)
    if ((await shown.happens()).includes(text)) return shown
  }
  await pause(waits.shown, 30)
  return server.shows(path)
}
