import { type Feature, type IcsItem, question } from '#ics'
import { Absent } from '#sides'
import type { Asking } from './asking.ts'
import type { Attendance } from './reception.ts'
import { clientShows } from './selection.ts'

type Items = { readonly [item in IcsItem]?: boolean }

/** What an ICS may say of a device beyond its objects, resources and formats. */
export interface DraftedFeatures {
  readonly items: { readonly [feature in Feature]?: boolean }
  /** What its owner alone can answer, or the device did not, each with the question. */
  readonly open: { readonly [feature in Feature]?: string }
  readonly findings: readonly string[]
}

const composites = ['READ-COMPOSITE', 'OBSERVE-COMPOSITE'] as const
const since12 = ['OBSERVE-ATTRIBUTES', 'DEPTH', 'PID'] as const
const deliveries = ['FW-PUSH', 'FW-PULL'] as const
const protocols = ['FW-COAP', 'FW-COAPS', 'FW-HTTP', 'FW-HTTPS', 'FW-COAP-TCP', 'FW-COAPS-TCP'] as const

/**
 * Drafts the features of a registered device, as far as it shows them by what it registered and by requests that leave
 * nothing changed: Reads, Discovers, a Read-Composite, and observations that are ended at once. Nothing is written, and
 * nobody is made to bootstrap: those features stay questions.
 * @param known what its registration and Discover have shown
 */
export async function draftedFeatures(
  attendance: Attendance,
  known: Items,
  asking: Asking,
): Promise<DraftedFeatures> {
  const { registration } = attendance.session.client!
  const { lwm2m = '1.0', objects } = registration
  const items: { [feature in Feature]?: boolean } = {}
  const open: { [feature in Feature]?: string } = {}
  const findings: string[] = []
  const asks = (feature: Feature): void => {
    open[feature] = question(feature)
  }
  const shows = clientShows(attendance.session, attendance, {
    channel: 'nosec',
    transport: attendance.session.transport,
  })
  const tries = async (features: readonly Feature[]): Promise<void> => {
    for (const feature of features) {
      const claim = await asking.of(async () => shows(feature))
      if (claim instanceof Absent) findings.push(`${feature}: ${claim.message}`)
      const claimed = claim instanceof Absent ? undefined : claim?.claimed
      if (claimed === undefined) asks(feature)
      else items[feature] = claimed
    }
  }
  if (known['RES.1.9'] === true) items.BOOTSTRAP = true
  else asks('BOOTSTRAP')
  // Who has two Server accounts has room for them; who has one may have room for more.
  if (objects.filter(({ object, instance }) => object === 1 && instance !== undefined).length > 1)
    items.SERVERS = true
  else asks('SERVERS')
  if (attendance.session.transport === 'tcp') items.TCP = true
  else asks('TCP')
  if (lwm2m >= '1.1') {
    await tries(composites)
    asks('WRITE-COMPOSITE')
    // Without Mute Send, Send is off (Core 1.1.1 Appendix E.2).
    if (Object.keys(known).some((item) => item.startsWith('RES.1.'))) items.SEND = known['RES.1.23'] === true
    else asks('SEND')
  }
  if (lwm2m >= '1.2') {
    await tries(since12)
    asks('BOOTSTRAP-PACK')
  }
  if (known['OBJ.5'] === true) {
    if (known['RES.5.9'] === true) await tries(deliveries)
    else deliveries.forEach(asks)
    if (items['FW-PULL'] === true) await tries(protocols)
    else if (items['FW-PULL'] === false) for (const protocol of protocols) items[protocol] = false
    else protocols.forEach(asks)
  }
  return { items, open, findings }
}
