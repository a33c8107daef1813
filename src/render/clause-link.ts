/** Folders of OMA's release directory by enabler version. */
const releases: Readonly<Record<string, string>> = {
  '1.1': 'V1_1-20180710-A',
  '1.1.1': 'V1_1_1-20190617-A',
  '1.2': 'V1_2-20201110-A',
  '1.2.1': 'V1_2_1-20221209-A',
  '1.2.2': 'V1_2_2-20240613-A',
}

/** Where a clause can be read (`RFC 7252 §4.4`, `Core 1.1.1 §6.2.2`); undefined when no public page is known. */
export function clauseLink(clause: string): string | undefined {
  const rfc = /^RFC (\d+)(?: §(\d[\w.]*))?/.exec(clause)
  if (rfc !== null) {
    const [, number, section] = rfc
    return `https://www.rfc-editor.org/rfc/rfc${number}.html${section === undefined ? '' : `#section-${section}`}`
  }
  const [, document, version = ''] = /^(Core|Transport) (\d[\d.]*\d)/.exec(clause) ?? []
  const folder = releases[version]
  if (document === undefined || folder === undefined) return undefined
  return `https://www.openmobilealliance.org/release/LightweightM2M/${folder}/HTML-Version/OMA-TS-LightweightM2M_${document}-${folder}.html`
}
