import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, onOperation, writesOctets } from './faults.ts'
import { givesInTlv, onFirmware, takenWith, tellsState } from './firmware-faults.ts'
import { onReporting } from './reporting.ts'

const tlv = 11542

/** Faults in what the Firmware Update object tells, takes and answers. */
export const firmwareMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'firmware-read-2.04',
    title: 'Firmware Update is read as TLV with 2.04',
    trips: ['int-751 A'],
    inject: answersWith('2.04', { kind: 'read', path: '/5/0', accept: tlv }),
  },
  {
    id: 'firmware-tlv-broken',
    title: 'Firmware Update as TLV has an octet too many',
    trips: ['int-751 B'],
    inject: writesOctets('tlv', (payload, [object]) =>
      object === 5 ? Buffer.concat([payload, Buffer.of(0xc1)]) : payload,
    ),
  },
  {
    id: 'firmware-state-other',
    title: 'State is 1 in TLV',
    trips: ['int-751 C'],
    inject: givesInTlv('/5/0/3', 1n),
  },
  {
    id: 'firmware-result-other',
    title: 'Update Result is 1 in TLV',
    trips: ['int-751 D'],
    inject: givesInTlv('/5/0/5', 1n),
  },
  {
    id: 'firmware-delivery-unknown',
    title: 'The delivery method is 3 in TLV',
    trips: ['int-751 E'],
    inject: givesInTlv('/5/0/9', 3n),
  },
  {
    id: 'firmware-protocol-unknown',
    title: 'A protocol is 9 in TLV',
    trips: ['int-751 F'],
    inject: givesInTlv('/5/0/8/3', 9n),
  },
  {
    id: 'firmware-nul-2.01',
    title: 'A NUL as Package is answered 2.01',
    trips: ['int-755 A', 'int-770 B', 'TP/FW/RESET/BV-01 A', 'TP/FW/RESET/BV-03 A'],
    inject: takenWith('2.01', '/5/0/0', true),
  },
  {
    id: 'firmware-nul-as-package',
    title: 'A NUL is taken for a package',
    trips: [
      'int-755 B',
      'int-770 C',
      'TP/FW/RESET/BV-01 A',
      'TP/FW/RESET/BV-01 B',
      'TP/FW/RESET/BV-01 C',
      'TP/FW/RESET/BV-03 A',
      'TP/FW/RESET/BV-03 B',
      'TP/FW/RESET/BV-03 C',
    ],
    inject: onFirmware((firmware) =>
      instead(
        firmware,
        'isReset',
        (isReset) => (value) =>
          !(value.value instanceof Uint8Array && value.value.length === 1) && isReset(value),
      ),
    ),
  },
  {
    id: 'firmware-package-2.01',
    title: 'A Package is answered 2.01',
    trips: ['int-755 C', 'int-760 F', 'int-770 E'],
    inject: takenWith('2.01', '/5/0/0', false),
  },
  {
    id: 'firmware-empty-uri-2.01',
    title: 'An empty Package URI is answered 2.01',
    trips: ['int-756 A', 'int-771 A', 'TP/FW/RESET/BV-02 A', 'TP/FW/RESET/BV-04 A'],
    inject: takenWith('2.01', '/5/0/1', true),
  },
  {
    id: 'M56',
    title: 'An empty Package URI starts a download',
    from: 'BUG-225',
    trips: ['int-756 B', 'int-771 B', 'TP/FW/RESET/BV-02 B', 'TP/FW/RESET/BV-04 B', 'TP/FW/RESET/BV-04 C'],
    inject: onFirmware((firmware, { effects }) =>
      instead(firmware, 'written', (written) => (value) => {
        written(value)
        if (value.value === '') void effects.firmware.begin(firmware.host.download('coap://192.0.2.99/'))
      }),
    ),
  },
  {
    id: 'firmware-uri-2.01',
    title: 'A Package URI is answered 2.01',
    variant: 'queue-mode',
    trips: ['int-756 C', 'int-771 C', 'int-778 D', 'TP/FW/RESULT/BV-03 D', 'TP/FW/PULL/BV-03 A'],
    inject: takenWith('2.01', '/5/0/1', false),
  },
  {
    id: 'firmware-not-fetched',
    title: 'A Package URI is taken, and nothing is fetched',
    variant: 'queue-mode',
    from: 'BUG-235',
    trips: [
      'int-756 D',
      'int-771 D',
      'TP/FW/RESULT/BV-03 B',
      'TP/FW/PULL/BI-01 B',
      'TP/FW/PULL/BI-02 B',
      'TP/FW/PULL/BI-03 A',
      'TP/FW/PULL/BI-03 B',
      'TP/FW/PULL/BV-01 A',
      'TP/FW/PULL/BV-02 B',
      'TP/FW/RESULT/BV-01 A',
      'TP/FW/PULL/BV-03 B',
      'TP/FW/PULL/BV-05 A',
      'TP/FW/PULL/BV-07 A',
    ],
    unsettles: [
      'int-775',
      'TP/FW/POWER/BV-01',
      'TP/FW/RESET/BV-03',
      'TP/FW/RESET/BV-04',
      'TP/FW/UPDATE/BI-01',
    ],
    inject: onFirmware((firmware) =>
      instead(firmware, 'written', (written) => (value) => {
        if (value.type !== 'string' || value.value === '' || !URL.canParse(value.value)) written(value)
      }),
    ),
  },
  {
    id: 'firmware-updating-at-once',
    title: 'State is Updating while a package is on its way',
    trips: [
      'int-755 D',
      'int-756 E',
      'int-770 F',
      'int-771 E',
      'int-773 A',
      'int-774 A',
      'int-775 A',
      'int-776 A',
      'int-777 A',
      'int-778 A',
      'int-775 D',
      'TP/FW/RESULT/BV-03 A',
    ],
    unsettles: [
      'TP/FW/POWER/BV-01',
      'TP/FW/PULL/BI-01',
      'TP/FW/PULL/BI-02',
      'TP/FW/PULL/BV-01',
      'TP/FW/RESET/BV-03',
      'TP/FW/RESET/BV-04',
      'TP/FW/RESULT/BV-01',
      'TP/FW/UPDATE/BI-01',
      'TP/FW/POWER/BV-02',
      'TP/FW/POWER/BV-03',
      'TP/FW/PULL/BV-05',
      'TP/FW/PULL/BV-07',
    ],
    inject: tellsState((state) => (state === 1 ? 3 : state)),
  },
  {
    id: 'firmware-idle-at-once',
    title: 'State is Idle when a package is there',
    variant: 'queue-mode',
    trips: [
      'int-755 E',
      'int-756 F',
      'int-760 G',
      'int-770 G',
      'int-771 F',
      'int-779 A',
      'TP/FW/POWER/BV-01 C',
      'TP/FW/PULL/BI-03 A',
      'TP/FW/PULL/BI-03 B',
      'TP/FW/PULL/BV-01 D',
      'TP/FW/PULL/BV-02 C',
      'TP/FW/RESULT/BV-01 C',
      'TP/FW/UPDATE/BI-01 C',
      'TP/FW/PULL/BV-03 C',
      'TP/FW/PULL/BV-05 B',
      'TP/FW/PULL/BV-07 B',
    ],
    unsettles: [
      'TP/FW/RESET/BV-01',
      'TP/FW/RESET/BV-02',
      'TP/FW/RESULT/BV-02',
      'TP/FW/UPDATE/BI-02',
      'TP/FW/POWER/BV-02',
      'TP/FW/POWER/BV-03',
    ],
    inject: tellsState((state) => (state === 2 ? 0 : state)),
  },
  {
    id: 'firmware-result-at-once',
    title: 'Update Result is 1 when a package is there',
    trips: [
      'int-755 F',
      'int-756 G',
      'int-770 G',
      'int-771 F',
      'TP/FW/POWER/BV-01 C',
      'TP/FW/PULL/BI-03 B',
      'TP/FW/PULL/BV-01 D',
      'TP/FW/PULL/BV-02 C',
      'TP/FW/RESULT/BV-01 C',
      'TP/FW/UPDATE/BI-01 C',
      'TP/FW/PULL/BV-05 B',
      'TP/FW/PULL/BV-07 B',
    ],
    mayTrip: ['TP/FW/POWER/BV-03 C'],
    inject: onFirmware((firmware) =>
      instead(
        firmware,
        'tell',
        (tell) => (state, result) => tell(state, state === 2 && result === 0 ? 1 : result),
      ),
    ),
  },
  ...(
    [
      ['storage', 8, ['int-773 B']],
      ['memory', 8, ['int-774 B']],
      ['lost', 8, ['int-775 B', 'TP/FW/PULL/BI-02 B']],
      ['corrupt', 8, ['int-776 B', 'TP/FW/PULL/BI-01 B']],
      ['unsupported', 5, ['int-777 B']],
      ['uri', 4, ['int-778 B']],
    ] as const
  ).map(
    ([trouble, result, trips]): Mutant<ReferenceClient> => ({
      id: `firmware-result-${trouble}`,
      title: `Update Result is ${result} when the trouble is: ${trouble}`,
      trips,
      inject: onFirmware((firmware) =>
        instead(firmware, 'resultOf', (resultOf) => (one) => (one === trouble ? result : resultOf(one))),
      ),
    }),
  ),
  {
    id: 'firmware-memory-as-printed',
    title: 'Update Result is 2 when memory runs out, as the ETS prints',
    strict: true,
    trips: ['int-774 D'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'resultOf', (resultOf) => (one) => (one === 'memory' ? 2 : resultOf(one))),
    ),
  },
  {
    id: 'firmware-stays-downloading',
    title: 'A download that came to nothing leaves the State at Downloading',
    trips: [
      'int-773 C',
      'int-774 C',
      'int-775 C',
      'int-776 C',
      'int-777 C',
      'int-778 C',
      'TP/FW/POWER/BV-01 B',
      'TP/FW/PULL/BI-01 C',
      'TP/FW/PULL/BI-02 C',
      'TP/FW/RESULT/BV-01 A',
    ],
    inject: tellsState((state, result) => (state === 0 && result > 1 && result < 8 ? 1 : state)),
  },
  {
    id: 'firmware-retries-for-ever',
    title: 'A download that breaks off is tried for ever, without a Result',
    from: 'BUG-233',
    trips: ['int-775 B', 'int-775 C', 'TP/FW/PULL/BI-02 B', 'TP/FW/PULL/BI-02 C'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'trouble', (trouble) => (what) => {
        if (what !== 'lost') trouble(what)
      }),
    ),
  },
  {
    id: 'firmware-update-refused-late',
    title: 'Update without a package is answered 2.04, and nothing happens',
    trips: [
      'int-772 A',
      'TP/FW/RESET/BV-01 C',
      'TP/FW/RESET/BV-02 C',
      'TP/FW/UPDATE/BI-01 A',
      'TP/FW/UPDATE/BI-02 A',
    ],
    inject: onFirmware((firmware) =>
      instead(firmware, 'mayExecute', (mayExecute) => (resource) => resource === 2 || mayExecute(resource)),
    ),
  },
  {
    id: 'firmware-update-refused-told',
    title: 'Update without a package is refused, and leaves Update Result 8',
    trips: ['int-772 B', 'TP/FW/UPDATE/BI-01 B', 'TP/FW/UPDATE/BI-01 C', 'TP/FW/UPDATE/BI-02 B'],
    inject: (client) =>
      onOperation(client, { kind: 'execute', path: '/5/0/2' }, (proceed) => {
        const response = proceed()
        if (response.code === '4.05') client.effects.firmware.tell(0, 8)
        return response
      }),
  },
  {
    id: 'firmware-update-2.01',
    title: 'Update is answered 2.01',
    trips: ['int-770 Q', 'int-771 Q', 'int-779 B'],
    inject: (client) =>
      onOperation(client, { kind: 'execute', path: '/5/0/2' }, (proceed) => {
        const response = proceed()
        return response.code === '2.04' ? { code: '2.01' } : response
      }),
  },
  {
    id: 'firmware-downloading-while-updating',
    title: 'State is Downloading while a package is installed',
    trips: ['int-770 R', 'int-771 R', 'int-779 C'],
    unsettles: ['TP/FW/RESULT/BV-02', 'TP/FW/POWER/BV-03', 'TP/FW/UPDATE/BI-02'],
    inject: tellsState((state) => (state === 3 ? 1 : state)),
  },
  {
    id: 'firmware-no-success',
    title: 'An installation that succeeds leaves Update Result 0',
    trips: ['int-770 S', 'int-771 S', 'TP/FW/UPDATE/BI-02 B', 'TP/FW/POWER/BV-02 C', 'TP/FW/POWER/BV-03 B'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'tell', (tell) => (state, result) => tell(state, result === 1 ? 0 : result)),
    ),
  },
  {
    id: 'firmware-downloaded-still',
    title: 'After an installation that succeeds, State is Downloaded',
    trips: ['int-770 T', 'int-771 T', 'TP/FW/UPDATE/BI-02 B', 'TP/FW/POWER/BV-02 C', 'TP/FW/POWER/BV-03 B'],
    inject: tellsState((state, result) => (result === 1 ? 2 : state)),
  },
  {
    id: 'firmware-old-version',
    title: 'After an installation, the Device tells the old version',
    trips: ['int-770 U', 'int-771 U', 'TP/FW/POWER/BV-03 C'],
    inject: onFirmware((firmware) =>
      instead(firmware, 'installed', (installed) => (image) => installed({ ...image, version: '1.0' })),
    ),
  },
  {
    id: 'firmware-observed-other',
    title: 'An Observe of State is answered with State 1',
    trips: ['int-760 D'],
    inject: (client) =>
      onOperation(client, { kind: 'observe', path: '/5/0/3' }, (proceed) => ({
        ...proceed(),
        payload: new TextEncoder().encode('1'),
      })),
  },
  {
    id: 'firmware-state-unreported',
    title: 'Reports of State never say that a package is there',
    trips: ['int-760 G'],
    inject: onReporting(({ reporting }) =>
      instead(reporting, 'report', (report) => (request) => {
        const response = report(request)
        const isState = request.path.join('/') === '5/0/3' && response.payload !== undefined
        return isState ? { ...response, payload: new TextEncoder().encode('1') } : response
      }),
    ),
  },
  {
    id: 'firmware-attributes-2.01',
    title: 'Attributes of Firmware Update are answered 2.01',
    trips: ['int-760 B'],
    inject: answersWith('2.01', { kind: 'write-attributes', path: '/5/0' }),
  },
]
