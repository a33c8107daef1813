import type { Finding } from '../finding.ts'
import type { ParsedObject } from '../parse.ts'
import { textOf } from '../xml.ts'
import { hasTypographicQuote } from './resources.ts'
import { about } from './subject.ts'

const classes: readonly (readonly [from: number, to: number, name: string])[] = [
  [0, 1023, 'oma'],
  [2048, 10_240, 'ext'],
  [10_241, 42_768, 'x'],
]

/** The URN an object must carry: `urn:oma:lwm2m:{class}:{id}`, with the version unless that is 1.0 (Core 1.2.1 §7.2). */
export function expectedUrn(id: number, version: string): string | undefined {
  const name = classes.find(([from, to]) => id >= from && id <= to)?.[2]
  if (name === undefined) return undefined
  return `urn:oma:lwm2m:${name}:${id}${version === '1.0' ? '' : `:${version}`}`
}

/** OMA's 210, 403, 700, 705 and 800: what each object says about itself. */
export function checkObject(object: ParsedObject): Finding[] {
  const { id, version, urn, lwm2mVersion } = object.definition
  const findings: Finding[] = []
  const report = (code: string, severity: Finding['severity'], text: string) =>
    findings.push({ ...about(object), code, severity, text })
  const expected = expectedUrn(id, version)
  if (expected === undefined)
    report('210', 'error', `id ${id} belongs to no class of objects that can be registered`)
  else if (urn === `${expected}:1.0`) report('210', 'warning', `URN ${urn}: OMA leaves out the version 1.0`)
  else if (urn !== expected)
    report('210', 'error', `URN is ${urn}, for object ${id} version ${version} it is ${expected}`)
  if (!/^\d\.\d$/.test(lwm2mVersion))
    report('403', 'error', `LWM2MVersion is "${lwm2mVersion}", not two digits like 1.1`)
  for (const name of ['LWM2MVersion', 'ObjectVersion']) {
    if ((textOf(object.element, name) ?? '') === '')
      report('800', 'warning', `${name} is not given; read as 1.0`)
  }
  for (const [code, name] of [
    ['700', 'Description1'],
    ['705', 'Description2'],
  ] as const) {
    if (hasTypographicQuote(textOf(object.element, name) ?? '')) {
      report(code, 'warning', `typographic quotes in ${name}; write straight ones`)
    }
  }
  return findings
}
