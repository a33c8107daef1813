export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  children: XmlElement[]
  /** All character data directly inside, as written. */
  text: string
  /** Of the end of the start tag, from 1. */
  readonly line: number
  /** Offsets into the text of the document. */
  readonly start: number
  end: number
}
