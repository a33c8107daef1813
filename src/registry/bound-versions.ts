export type EnablerVersion = '1.0' | '1.1' | '1.2'

type Binding = Readonly<Partial<Record<EnablerVersion, string>>>

/** Core objects and the version each enabler release binds (Core TS of each release, Appendix E; OMNA DDF.xml). */
const bindings: Readonly<Record<number, Binding>> = {
  0: { '1.0': '1.0', '1.1': '1.1', '1.2': '1.2' },
  1: { '1.0': '1.0', '1.1': '1.1', '1.2': '1.2' },
  2: { '1.0': '1.0', '1.1': '1.0', '1.2': '1.1' },
  3: { '1.0': '1.0', '1.1': '1.1', '1.2': '1.2' },
  4: { '1.0': '1.0', '1.1': '1.2', '1.2': '1.3' },
  5: { '1.0': '1.0', '1.1': '1.0', '1.2': '1.1' },
  6: { '1.0': '1.0', '1.1': '1.0', '1.2': '1.0' },
  7: { '1.0': '1.0', '1.1': '1.0', '1.2': '1.0' },
  21: { '1.1': '1.0', '1.2': '1.1' },
  23: { '1.2': '1.0' },
  24: { '1.2': '1.0' },
  25: { '1.2': '1.0' },
  26: { '1.2': '1.0' },
}

/**
 * The object version that an enabler release binds, so that a Client need not announce it with `ver=`; undefined for
 * objects outside the Core enabler, whose version is 1.0 unless announced (Core 1.2.1 §7.2.2).
 */
export function boundVersion(object: number, enabler: EnablerVersion): string | undefined {
  return bindings[object]?.[enabler]
}
