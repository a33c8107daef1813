export { Assembly, type Intake } from './assembly.ts'
export { type Block, blockOption, readBlock, sizeOf, szxOf } from './block-option.ts'
export {
  codeClass,
  codeName,
  codeOctet,
  codeText,
  isRequestCode,
  isReservedCode,
  isResponseCode,
  methodOf,
} from './code.ts'
export { decode } from './decode.ts'
export { describe, hex } from './describe.ts'
export { encode, encodeRaw, type RawMessage, type RawOption } from './encode.ts'
export { createEndpoint } from './endpoint.ts'
export * from './endpoint.types.ts'
export {
  buildOptions,
  type Fields,
  readLocation,
  readNumbers,
  readOpaque,
  readPath,
  readQuery,
  readStrings,
  readUint,
  uintOption,
} from './fields.ts'
export type { Answer, Body, Layer, Outcome, Protection, Receive, Room, Sending } from './layer.ts'
export * from './message.ts'
export { Freshness } from './observe.ts'
export { carrierOf, coapPorts, type OpenOptions, openEndpoint, type Transport, uriOf } from './open.ts'
export {
  decodeUint,
  encodeUint,
  isCritical,
  isUnsafe,
  type OptionDefinition,
  optionDefinition,
  optionName,
  optionNumbers,
} from './options.ts'
export { tagOf } from './representations.ts'
export {
  type ChannelEvent,
  type ChannelSecurity,
  type ChannelWatch,
  securedBy,
  tlsDevice,
  tlsServer,
} from './secured.ts'
export { encodeFrame, encodeRawFrame, type RawFrame } from './tcp/encode-frame.ts'
export { type ConnectionSource, createTcpEndpoint } from './tcp/endpoint.ts'
export { decodeFrame } from './tcp/frame.ts'
export { signalOptionNumbers, signals } from './tcp/signals.ts'
export { defaultTransmission, type TransmissionTimes, transmissionTimes } from './transmission.ts'
