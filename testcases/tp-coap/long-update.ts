import type { LadderMessage, Scene } from '#testcase'

/** How many instances of an object that nobody defined are listed more, so that the list takes several small blocks. */
const further = 6

/**
 * An Update with the list of our Client, and instances beside that only `about` tells apart: the start of it below the
 * verbs, and the list. Who has sent it tells the true list by another Update at the end.
 */
export async function longUpdate(
  { client, wire, cannotJudge }: Pick<Scene<string>, 'client' | 'wire' | 'cannotJudge'>,
  about: number,
): Promise<{ update: Omit<LadderMessage, 'payload'>; list: Uint8Array }> {
  await client.isRegistered()
  const { sent, answered } = client.updates({ lists: [] })
  const [{ payload, contentFormat }, { code }] = [await sent.happens(), await answered.happens()]
  if (code !== '2.04' || contentFormat === undefined)
    return cannotJudge(`an Update with the list, in one message, is answered ${code}`)
  const more = Array.from({ length: further }, (_, instance) => `,</30000/${about}${instance}>`).join('')
  return {
    update: { ...(await wire.harmless()), contentFormat },
    list: new Uint8Array([...payload, ...new TextEncoder().encode(more)]),
  }
}

/** What the purposes on a Server that takes an Update in blocks have in common. */
export const takesBlocks = {
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  judges: ['server'],
  dependsOn: [101, 'int-102 D', 'TP/REG/LIST/BV-01'],
  impact: 'none',
} as const
