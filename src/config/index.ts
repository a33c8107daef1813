export { type HostPort, parseAddress, parsePeer, parseTarget, type Scheme, schemesIn } from './address.ts'
export { type CaseSelection, parseCaseSelection, selectionItems } from './case-selection.ts'
export { type DtlsAccount, type DtlsAccounts, loadDtlsAccounts, parsePsk } from './dtls-account.ts'
export {
  type AccountHolder,
  loadOscoreAccounts,
  type OscoreAccount,
  type OscoreAccounts,
} from './oscore-account.ts'
export * from './run-settings.ts'
export { parseUpperTester, type UpperTesterChoice } from './upper-tester-choice.ts'
