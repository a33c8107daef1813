/** A mistake of the user, worded for the user: what, where, and how to mend it, in one line. */
export class UserError extends Error {}
