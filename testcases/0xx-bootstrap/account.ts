import { type Asked, type Body, type Check, check, format, type Link } from '#testcase'

/** Discover states the enabler version: `</>;lwm2m=1.1`, or as a bare item, which 1.0 wrote and later versions tolerate. */
export function enablerVersion(lwm2m: string): Check<Body> {
  return check('lwm2m=1.0, 1.1 or 1.2, unquoted since 1.1', ({ links }) => {
    const stated = links.flatMap(({ attributes }) => attributes).find(({ name }) => name === 'lwm2m')
    if (stated === undefined) return 'no lwm2m'
    const known = ['1.0', '1.1', '1.2'].includes(stated.value ?? '')
    // A device says what it speaks, which need not be the version under test. 1.0 prints it in quotes.
    return known && (!stated.quoted || lwm2m === '1.0')
      ? undefined
      : `lwm2m=${stated.quoted ? `"${stated.value}"` : stated.value}`
  })
}

/**
 * Well-formed links. A bare item `lwm2m=1.1` before them, as 1.0 wrote it, is none, but no reason to fail: whether
 * later versions may still write it is contested.
 */
export const linksOf: Check<Body> = check(format('link').expected, (body) => {
  const bare = body.links[0]?.target === ''
  const findings = body.findings.filter(({ offset }) => !bare || offset > 0)
  return format('link').verify({ ...body, findings })
})

/** Exactly one Security instance, the Bootstrap-Server's own, shows no Short Server ID. */
export const ownAccountHidden: Check<Body> = check('one Security instance without ssid', ({ links }) => {
  const without = securityInstances(links).filter(
    ({ attributes }) => !attributes.some(({ name }) => name === 'ssid'),
  )
  return without.length === 1 ? undefined : `${without.length} of them`
})

/** No Security instance has a Short Server ID. */
export const onlyOwnAccount = check<Body>(
  'no Security instance but the Bootstrap-Server account',
  ({ links: listed }) => {
    const stray = securityInstances(listed).find(({ attributes }) =>
      attributes.some(({ name }) => name === 'ssid'),
    )
    return stray === undefined ? undefined : `<${stray.target}>`
  },
)

/** There is no Server account. */
export const noServer = check<Body>('no Server instance', ({ links: listed }) => {
  const stray = listed.find(({ target }) => /^\/1\/\d+$/.test(target))
  return stray === undefined ? undefined : `<${stray.target}>`
})

/** The Security instances among the links of a Discover. */
export function securityInstances(links: readonly Link[]): readonly Link[] {
  return links.filter(({ target }) => /^\/0\/\d+$/.test(target))
}

/** A Bootstrap-Request names the endpoint (mandatory in 1.0; later it may be left to the security identity). */
export const endpointStated: Check<Asked> = check('POST /bs?ep=…', ({ method, path, query }) => {
  if (method !== 'POST' || path.join('/') !== 'bs') return `${method} /${path.join('/')}`
  return query.some((item) => item.startsWith('ep=')) ? undefined : `no ep in ${query.join('&')}`
})
