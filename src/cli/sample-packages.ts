import { packageSamples, sampleVersions } from '#peers'
import type { CredentialFile } from './credential-file.ts'

/** Packages of firmware and software for the reference Client, one for each outcome, and an IXIT that names them. */
export function samplePackages(): CredentialFile[] {
  const kinds = (['firmware', 'software'] as const).map((kind) => {
    const files = Object.entries(packageSamples(kind)).map(([sample, content]) => ({
      ...{ sample, content, isSecret: false },
      path: `${kind}-${sample}.bin`,
    }))
    const named = Object.fromEntries(files.map(({ sample, path }) => [sample, path]))
    return { kind, files, named: { ...named, version: sampleVersions.good } }
  })
  const ixit = { values: {}, ...Object.fromEntries(kinds.map(({ kind, named }) => [kind, named])) }
  return [
    ...kinds.flatMap(({ files }) => files),
    { path: 'ixit.json', content: `${JSON.stringify(ixit, null, 2)}\n`, isSecret: false },
  ]
}
