import type { DataFormat, Scene } from '#testcase'

/** No format that carries an instance is mandatory since 1.1: one that the Client has; for a Server, its own choice. */
export async function instanceFormat({
  iut,
  supports,
  cannotJudge,
}: Pick<Scene<string>, 'iut' | 'supports' | 'cannotJudge'>): Promise<{ readonly format?: DataFormat }> {
  if (!iut.includes('client')) return {}
  for (const format of ['tlv', 'senml-cbor', 'senml-json', 'lwm2m-cbor', 'json'] as const)
    if (await supports(`FMT.${format}`)) return { format }
  return cannotJudge('the Client has no format that carries an instance')
}

/** The kinds of SenML that the Client has, in which composite operations are asked for. */
export async function senmlFormats({
  supports,
  cannotJudge,
}: Pick<Scene<string>, 'supports' | 'cannotJudge'>): Promise<readonly ('senml-cbor' | 'senml-json')[]> {
  const all = ['senml-cbor', 'senml-json'] as const
  const had = await Promise.all(all.map((format) => supports(`FMT.${format}`)))
  const formats = all.filter((_, index) => had[index])
  return formats.length > 0 ? formats : cannotJudge('the Client has no kind of SenML')
}

/** Content-Formats of SenML-ETCH, by the SenML that they are alike (LwM2M 1.2, RFC 8790). */
export const senmlEtch = { 'senml-json': 320, 'senml-cbor': 322 } as const

/** Content-Format of application/vnd.oma.lwm2m+cbor (LwM2M 1.2). */
export const lwm2mCbor = 11544
