import type { NotificationDraft } from '#coap'
import { contentFormats } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onOperation } from './faults.ts'
import { onObservation, onReporting } from './reporting.ts'

/** Changes the notifications that it sends. */
function notifies(change: (draft: NotificationDraft) => NotificationDraft) {
  return onReporting(({ coap }) =>
    instead(coap, 'notify', (notify) => (to, draft) => notify(to, change(draft))),
  )
}

/** Faults in how observations begin and end, that the field has seen. */
export const observationBugMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'gone-observed',
    title: 'An observation outlives its instance',
    from: 'BUG-172',
    trips: ['TP/REP/GONE/BV-01 B'],
    unsettles: ['TP/REP/GONE/BV-02'],
    inject: onReporting(({ reporting }) => {
      reporting.gone = () => {}
    }),
  },
  {
    id: 'gone-unsaid',
    title: 'An observation ends with its instance, and nothing says so',
    strict: true,
    trips: ['TP/REP/GONE/BV-01 A'],
    unsettles: ['TP/REP/GONE/BV-02'],
    inject: onReporting(({ reporting }) => {
      reporting.gone = (token) => reporting.end(token)
    }),
  },
  {
    id: 'gone-with-observe',
    title: 'The notification that ends an observation has an Observe option',
    strict: true,
    trips: ['TP/REP/GONE/BV-01 A'],
    mayTrip: ['TP/COAP/FORM/BV-01 A'],
    inject: notifies((draft) => (draft.code === '4.04' ? { ...draft, observe: 7 } : draft)),
  },
  {
    id: 'gone-again',
    title: 'RST to the notification that ends an observation brings it anew',
    from: 'BUG-188',
    trips: ['TP/REP/GONE/BV-02 A'],
    inject: onReporting(({ coap, options }) => {
      let left = 5
      instead(coap, 'notify', (notify) => (to, draft) => {
        const sending = notify(to, draft)
        if (draft.code === '4.04' && left-- > 0)
          sending.onReset(() => options.network.clock.after(500, () => coap.notify(to, draft)))
        return sending
      })
    }),
  },
  {
    id: 'composite-least-pmin',
    title: 'Several paths are reported by the least pmin of all',
    from: 'BUG-157',
    trips: ['TP/REP/COMPOSITE/BV-01 A'],
    inject: onReporting(({ reporting }) =>
      instead(reporting, 'observe', (observe) => (paths, notify, own) => {
        const observation = observe(paths, notify, own)
        const pmins = (): number[] => paths.map((path) => reporting.attributesFor(path, own).pmin ?? 0)
        instead(
          observation,
          'holdBack',
          (holdBack) => (attributes) => holdBack({ ...attributes, pmin: Math.min(...pmins()) }),
        )
        return observation
      }),
    ),
  },
  {
    id: 'observed-twice',
    title: 'A second Observe by the same token doubles the notifications',
    from: 'BUG-173',
    trips: ['TP/REP/AGAIN/BV-01 A'],
    inject: onReporting(({ reporting }) => {
      let isSecond = false
      instead(reporting, 'answer', (answer) => (request) => {
        isSecond = reporting.tokens().includes(Buffer.from(request.message.token).toString('hex'))
        return answer(request)
      })
      instead(reporting, 'observe', (observe) => (paths, notify, own) => {
        const times = isSecond ? [1, 2] : [1]
        const report = (sequence: number): void => {
          for (const _ of times) notify(sequence)
        }
        return observe(paths, report, own)
      })
    }),
  },
  {
    id: 'storing-off-no-pmax',
    title: 'From one Write of Notification Storing to the next, pmax is ignored',
    from: 'BUG-180',
    trips: ['TP/REP/PERIOD/BV-06 A'],
    inject: (client) => {
      let isOff = false
      onOperation(client, { kind: 'write', path: '/1/0/6' }, (proceed, operation) => {
        const isText = 'contentFormat' in operation && operation.contentFormat === contentFormats.text
        const response = proceed()
        if (isText && response.code === '2.04') isOff = !isOff
        return response
      })
      onObservation((observation) =>
        instead(
          observation,
          'longest',
          (longest) => (attributes) => (isOff ? undefined : longest(attributes)),
        ),
      )(client)
    },
  },
  {
    id: 'notification-cut',
    title: 'A notification longer than a block is cut off',
    from: 'BUG-222',
    trips: ['TP/REP/LARGE/BV-01 A'],
    inject: notifies((draft) => ({
      ...draft,
      payload: draft.payload?.subarray(0, 1024) ?? new Uint8Array(),
    })),
  },
]
