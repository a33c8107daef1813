export type { Erratum } from '#testcase'

/** OMA's public tracker, by which errata are known. */
export const tracker = 'OMA_LwM2M_for_Developers'
