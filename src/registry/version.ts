/** A two-digit object version as numbers; undefined for anything else. */
export function versionNumbers(version: string): readonly [major: number, minor: number] | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(version) ?? []
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor)]
}

/** Orders versions from old to new (1.9 before 1.10); what is not a version comes first. */
export function compareVersions(a: string, b: string): number {
  const [majorA, minorA] = versionNumbers(a) ?? [-1, -1]
  const [majorB, minorB] = versionNumbers(b) ?? [-1, -1]
  return majorA - majorB || minorA - minorB
}
