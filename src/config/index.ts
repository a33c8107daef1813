export { coapPort, type HostPort, parseAddress, parsePeer, parseTarget, transportsIn } from './address.ts'
export { type CaseSelection, parseCaseSelection, selectionItems } from './case-selection.ts'
export * from './run-settings.ts'
export { parseUpperTester, type UpperTesterChoice } from './upper-tester-choice.ts'
