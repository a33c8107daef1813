import type { Scene } from '#testcase'

/** Ends a case that withholds messages from our chair where the tester cannot read what nobody unprotected. */
export function needsReading({
  channel,
  doesNotApply,
}: Pick<Scene<string>, 'channel' | 'doesNotApply'>): void {
  if (channel.includes('oscore')) doesNotApply('under OSCORE the tester cannot read what it withholds', null)
}
