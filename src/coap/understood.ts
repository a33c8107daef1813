import { optionNumbers } from './options.ts'

const { oscore, qBlock1, edhoc } = optionNumbers
const notUnderstood: readonly number[] = [oscore, qBlock1, edhoc, optionNumbers.qBlock2]
const understood = new Set<number>(
  Object.values(optionNumbers).filter((number) => !notUnderstood.includes(number)),
)

/** Whether the endpoint, or its user, processes the option. OSCORE, EDHOC and Q-Block it does not. */
export function understands(number: number): boolean {
  return understood.has(number)
}
