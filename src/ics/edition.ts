/** Versions of the LwM2M enabler. */
export type Edition = '1.0' | '1.1' | '1.2'
