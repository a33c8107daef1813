export { type Clock, sleep, systemClock, type Timer, VirtualClock } from './clock.ts'
export { fairWeather, MemoryNetwork, type Weather } from './memory.ts'
export { type Address, addressText, type DatagramSocket, type Network, NetworkError } from './network.ts'
export { type Random, seededRandom, systemRandom } from './random.ts'
