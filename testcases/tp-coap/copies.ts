import type { Ladder } from '#testcase'

type Sent = ReturnType<Ladder['sends']>

/** Sends copies of a message until one is answered: they may be lost as any message. Gives the last of at most four. */
export async function copied(message: Sent): Promise<Sent> {
  let copy = message.again()
  for (let sent = 1; sent < 4 && !(await copy.replied.comes()); sent++) copy = message.again()
  return copy
}
