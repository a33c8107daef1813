export { Capture, type CapturedDatagram, type CaptureOptions } from './capture.ts'
export { type Clock, sleep, systemClock, type Timer, VirtualClock } from './clock.ts'
export { duplexOf } from './duplex.ts'
export { getHttp, type HttpAnswer, type HttpGet } from './http-client.ts'
export { answersHttp, type HttpAsked, type HttpReply } from './http-server.ts'
export { fairWeather, MemoryNetwork, type Weather } from './memory.ts'
export {
  type Address,
  addressText,
  type Carried,
  type Connection,
  type ConnectionListener,
  type DatagramSocket,
  type Ends,
  type Network,
  NetworkError,
} from './network.ts'
export { type Random, seededRandom, systemRandom } from './random.ts'
export { isRefusedUdp } from './refused.ts'
export { type Between, through } from './through.ts'
export { type UdpNetworkOptions, udpNetwork } from './udp.ts'
