import { type Check, check, Moment } from '#testcase'

/** Whether something comes at all, where the case goes on without it. */
export function whether(moment: Moment<unknown>): Moment<boolean> {
  return new Moment(moment.what, moment.author, async () => {
    const comes = await moment.comes()
    if (comes) return { ...(await moment.occurrence()), value: true }
    return { value: false, at: 0, frame: null, position: 0 }
  })
}

/** It came. */
export const came: Check<boolean> = check('it comes', (comes) => (comes ? undefined : 'nothing'))
