/** A text without any white space, to compare wording only. */
export function condensed(text: string): string {
  return text.replace(/\s+/g, '')
}
