export { type Block, blockOption, Freshness, optionNumbers, readBlock } from '#coap'
export { type DataFormat, type Link, pathText, valueText } from '#content'
export type {
  Eco,
  EuiccPackageResult,
  EuiccResultData,
  MessageFromEimToIpa,
  MessageFromIpaToEim,
  Operations,
  PackageHow,
  ProfileDownloadData,
  Psmo,
} from '#esim'
export { chainFaults, checkPackage, eidFaults, packageResultIn, packageResults, profileStates } from '#esim'
export type { Edition, IcsItem, PackageSample, PackageTarget } from '#ics'
export { isAllowed, type ObjectDefinition, type ResourceDefinition } from '#registry'
export type {
  AccessEntry,
  Account,
  Answer,
  Asked,
  Attributes,
  Body,
  Content,
  Delivered,
  DtlsLadder,
  EimSeat,
  FirstUse,
  FromEim,
  Greeting,
  Handshake,
  IpaSeat,
  Ladder,
  LadderMessage,
  Left,
  LeftPackage,
  Misconduct,
  Numbered,
  Observing,
  Offered,
  OfferHow,
  PackageFromEim,
  PackageScheme,
  Plain,
  Registering,
  Reply,
  ServerChair,
  Signal,
  SignalAct,
  StreamLadder,
  Told,
  TriggerFromEim,
  Unsecured,
} from '#sides'
export { accountPaths, contentEntries, firstOf, Moment, packageIn, replyText } from '#sides'
export { type Check, check } from './check.ts'
export type { Configuration } from './configuration.ts'
export * from './definition.ts'
export type { Erratum } from './erratum.ts'
export type { FieldBug, FieldBugState } from './field-bug.ts'
export * from './judge.ts'
export type { LedgerEntry, LedgerState } from './ledger.ts'
export { type ListedNumber, type ListedPurpose, listedId } from './listed.ts'
export * from './matchers.ts'
export type { Profile } from './profile.ts'
export type { Criteria, Scene } from './scene.ts'
export type { Wait } from './wait.ts'
