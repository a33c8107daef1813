import { printable } from '../words.ts'

/** HTML that was made by `html` and so holds no foreign markup. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = Markup | string | number | readonly Part[]

/** HTML of a template; whatever is put into it is escaped unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((literal, index) => literal + markupOf(parts[index] ?? '')).join(''))
}

/** Nothing, where there is nothing to show. */
export const nothing = new Markup('')

function markupOf(part: Part): string {
  if (part instanceof Markup) return part.text
  if (typeof part === 'number') return `${part}`
  if (typeof part !== 'string') return part.map(markupOf).join('')
  return printable(part).replaceAll(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
