import { UserError } from '../user-error.ts'

/** A host (name or IP address) and a port, as the user wrote them. */
export interface HostPort {
  readonly host?: string
  readonly port?: number
}

/** What a scheme says of a URI. */
export interface Scheme {
  readonly name: string
  readonly transport: 'udp' | 'tcp'
  readonly isSecured: boolean
}

const schemes: readonly Scheme[] = [
  { name: 'coap', transport: 'udp', isSecured: false },
  { name: 'coap+tcp', transport: 'tcp', isSecured: false },
  { name: 'coaps', transport: 'udp', isSecured: true },
  { name: 'coaps+tcp', transport: 'tcp', isSecured: true },
]

const schemeOf = (name: string): Scheme | undefined => schemes.find((one) => one.name === name.toLowerCase())

/** The schemes of the URIs in a text: `coap+tcp://host` or `server=coap://a,bootstrap=coap://b`. */
export function schemesIn(text: string): Scheme[] {
  return [...text.matchAll(/([a-z][a-z0-9+.-]*):\/\//gi)].flatMap(([, name = '']) => schemeOf(name) ?? [])
}

/**
 * Reads `host:port`, `[v6]:port`, `host`, `v6`, `:port`, or one of them after `coap://`, `coaps://`, `coap+tcp://` or `coaps+tcp://`.
 * @param origin names where the text came from: `--listen`
 * @throws UserError for anything else
 */
export function parseAddress(text: string, origin: string): HostPort {
  const wrong = (why: string): UserError =>
    new UserError(`${origin} ${text}: ${why}; write host:port, [IPv6]:port or coap://host:port`)
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? []
  if (scheme !== undefined && schemeOf(scheme) === undefined)
    throw wrong(`"${scheme}" is not available yet, so far only coap, coaps, coap+tcp and coaps+tcp`)
  const authority = scheme === undefined ? rest : rest.replace(/\/$/, '')
  const [, bracketed, plain, port] =
    /^(?:\[([^\]]+)\]|([^:\s/]*))(?::(\d+))?$/.exec(authority) ?? bareIPv6(authority) ?? []
  const host = bracketed ?? plain
  if (host === undefined || (host === '' && port === undefined)) throw wrong('that is no address')
  if (bracketed !== undefined && !/^[0-9a-f:.]+(%\w+)?$/i.test(bracketed))
    throw wrong('that is no IPv6 address')
  if (port !== undefined && Number(port) > 65535) throw wrong(`${port} is no port (0 to 65535)`)
  return {
    ...(host === '' ? {} : { host }),
    ...(port === undefined ? {} : { port: Number(port) }),
  }
}

function bareIPv6(text: string): readonly (string | undefined)[] | undefined {
  return /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*(%\w+)?$/i.test(text) ? [text, text] : undefined
}

/** An address to send to, which must have a host. @param usualPort where it names none @throws UserError */
export function parsePeer(
  text: string,
  origin: string,
  usualPort: number,
): { readonly host: string; readonly port: number } {
  const { host, port = usualPort } = parseAddress(text, origin)
  if (host === undefined) throw new UserError(`${origin} ${text}: it lacks the host`)
  return { host, port }
}

/**
 * Reads the platform to judge: one address for the chair that is judged, or `server=…,bootstrap=…`.
 * @param judged the chairs of the platform
 * @param usualPort where an address names none
 * @throws UserError
 */
export function parseTarget(
  text: string,
  judged: readonly string[],
  origin: string,
  usualPort: number,
): { readonly [chair in 'server' | 'bootstrap']?: { readonly host: string; readonly port: number } } {
  if (!text.includes('=')) {
    const [only, ...others] = judged
    if (only === undefined || others.length > 0)
      throw new UserError(`${origin} ${text}: two chairs are judged; write server=ADDRESS,bootstrap=ADDRESS`)
    return { [only]: parsePeer(text, origin, usualPort) }
  }
  const entries = text.split(',').map((part) => {
    const [, chair, address = ''] = /^\s*(server|bootstrap)=(.+)$/.exec(part) ?? []
    if (chair === undefined)
      throw new UserError(`${origin} ${text}: "${part}" is none of server=ADDRESS and bootstrap=ADDRESS`)
    return [chair, parsePeer(address.trim(), origin, usualPort)] as const
  })
  return Object.fromEntries(entries)
}
