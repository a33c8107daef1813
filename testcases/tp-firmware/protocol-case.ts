import { type IcsItem, type PackageScheme, type TestCase, testCase } from '#testcase'
import { fromIdle, sampleOf, writesUri } from '../7xx-firmware/firmware.ts'
import { delivered, ends, follows, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { ofFirmware, rule } from './common.ts'

/** What a run lacks where nothing can be given by a scheme. */
const lacks: { readonly [scheme in PackageScheme]?: string } = {
  coaps: 'it has no account for DTLS (--channel psk, rpk or x509)',
  'coaps+tcp': 'it has no account for TLS (--channel psk or x509)',
  https: 'there is no certificate for it (--channel x509, or https in the IXIT)',
}

/** A package is fetched by one protocol, whatever others there are. */
export function protocolCase(
  number: string,
  item: IcsItem,
  scheme: PackageScheme,
  protocol: string,
): TestCase {
  return testCase({
    ...ofFirmware('FW-PULL', item),
    purposeId: `TP/FW/PULL/BV-${number}`,
    title: `A package by ${protocol}`,
    purpose: `A Client that lists ${protocol} in /5/0/8 fetches by it.`,
    steps: [`The Server writes a URI of the scheme ${scheme}.`, 'The Client fetches the package.'],
    criteria: {
      A: rule('fetches the package from there', 'definition of /5/x/8'),
      B: rule('has it at last (State 2, Update Result 0)', 'definition of /5/x/3'),
    },
    async body(scene) {
      const { client, packages, doesNotApply } = scene
      const octets = sampleOf(scene, 'good')
      if (!packages.gives(scheme))
        doesNotApply(`nothing is given by ${scheme} in this run: ${lacks[scheme]}`, null)
      await fromIdle(scene)
      const { uri, given } = await packages.offers(octets, { scheme })
      await writesUri(scene, uri).answered.happens()
      await client.must('A', given)
      await client.must('B', follows(scene, delivered, waits.delivery), ends([states.downloaded, 0]))
    },
  })
}
