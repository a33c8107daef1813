export { coapPort, type HostPort, parseAddress, parsePeer, parseTarget, transportsIn } from './address.ts'
export { type CaseSelection, parseCaseSelection, selectionItems } from './case-selection.ts'
export {
  type AccountHolder,
  loadOscoreAccounts,
  type OscoreAccount,
  type OscoreAccounts,
} from './oscore-account.ts'
export * from './run-settings.ts'
export { parseUpperTester, type UpperTesterChoice } from './upper-tester-choice.ts'
