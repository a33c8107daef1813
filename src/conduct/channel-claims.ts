import type { Transport } from '#coap'
import type { Feature, IcsItem, Ixit } from '#ics'
import type { AttributeName } from '#lwm2m'
import type { ClientChair, ServerChair } from '#sides'
import type { Claim } from './claims.ts'

/** How the messages of a run go, as its facts have it. */
export interface Carriage {
  readonly channel: string
  readonly transport: Transport
}

const secures: { readonly [part: string]: IcsItem } = {
  psk: 'PSK',
  rpk: 'RPK',
  x509: 'X509',
  oscore: 'OSCORE',
}

/** What an implementation must have to be judged this way. */
export function neededFor({ channel, transport }: Carriage): readonly IcsItem[] {
  const secured = channel.split('+').flatMap((part) => secures[part] ?? [])
  return transport === 'tcp' ? [...secured, 'TCP'] : secured
}

/** Who is judged this way has what it needs; of what it has beside that, the run tells nothing. */
export function byCarriage(item: IcsItem, run: Carriage): Claim | undefined {
  if (!neededFor(run).includes(item)) return undefined
  const what = item === 'TCP' ? 'TCP' : run.channel
  return { claimed: true, why: `this run is over ${what}`, frame: null }
}

/** Where nobody says how a smartcard gets into the device, none does. */
export function byIxit(item: IcsItem, { smartcard }: Ixit): Claim | undefined {
  if (item !== 'SMARTCARD') return undefined
  return smartcard === undefined
    ? { claimed: false, why: 'the IXIT does not say how a smartcard is put in (smartcard)', frame: null }
    : { claimed: true, why: 'the IXIT says how a smartcard is put in', frame: null }
}

type AttributeItem = Extract<Feature, `ATTR-${string}`>

/** Each with the resource of the Server instance that can have it. */
const attributes: {
  readonly [item in AttributeItem]: { readonly names: readonly AttributeName[]; readonly resource: number }
} = {
  'ATTR-EP': { names: ['epmin', 'epmax'], resource: 1 },
  'ATTR-EDGE': { names: ['edge'], resource: 6 },
  'ATTR-CON': { names: ['con'], resource: 1 },
  'ATTR-HQMAX': { names: ['hqmax'], resource: 1 },
}

/** Whether an item is about a notification attribute. */
export function isAttribute(item: IcsItem): item is AttributeItem {
  return item in attributes
}

/** Attaches it to a resource of the Server instance and takes it off again. */
export async function takesAttribute(
  { client, server }: { readonly client: ClientChair; readonly server: ServerChair },
  item: AttributeItem,
): Promise<Claim> {
  const { names, resource } = attributes[item]
  const path = `${await client.serverInstance()}/${resource}`
  const all = (value: number | null) =>
    Object.fromEntries(names.map((name, at) => [name, value && value + at]))
  const { code, frame } = await server.setsAttributes(path, all(1), { keep: true }).answered.happens()
  if (code === '2.04') await server.setsAttributes(path, all(null), { keep: true }).answered.happens()
  return {
    claimed: code !== '4.00',
    why: `Write-Attributes of ${names.join(' and ')} to ${path} is answered ${code}`,
    frame,
  }
}
