import type { Ixit } from '#ics'
import { packageSamples, sampleVersions } from '#peers'

/** What testing needs to know of the reference Client: packages for it; and that its accounts are new. */
export const referenceIxit: Ixit = {
  values: {},
  oscoreIsNew: true,
  failedHandshakes: 60,
  smartcard: 'in software',
  firmware: { samples: packageSamples('firmware'), version: sampleVersions.good },
  software: { samples: packageSamples('software'), version: sampleVersions.good },
}
