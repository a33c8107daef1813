import type { Ixit } from '#ics'
import { packageSamples, sampleVersions } from '#peers'

/** What testing needs to know of the reference Client: packages for it. */
export const referenceIxit: Ixit = {
  values: {},
  firmware: { samples: packageSamples('firmware'), version: sampleVersions.good },
  software: { samples: packageSamples('software'), version: sampleVersions.good },
}
