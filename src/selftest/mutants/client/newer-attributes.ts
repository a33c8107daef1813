import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onObservation, onReporting } from './reporting.ts'

/** Faults in the attributes that LwM2M 1.2 brought: edge, con and hqmax. */
export const newerAttributeMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'edge-rising',
    title: 'edge is always taken for the rising one',
    lwm2m: '1.2',
    trips: ['TP/REP/ATTR/BV-09 C', 'TP/REP/ATTR/BV-09 D'],
    inject: edgeTakenFor(1),
  },
  {
    id: 'edge-falling',
    title: 'edge is always taken for the falling one',
    lwm2m: '1.2',
    trips: ['TP/REP/ATTR/BV-09 A'],
    inject: edgeTakenFor(0),
  },
  {
    id: 'edge-either',
    title: 'With edge, every change is reported',
    lwm2m: '1.2',
    trips: ['TP/REP/ATTR/BV-09 B', 'TP/REP/ATTR/BV-09 D'],
    inject: onObservation((observation) =>
      instead(
        observation,
        'matters',
        (matters) =>
          (reported, now, { edge: _, ...attributes }, before) =>
            matters(reported, now, attributes, before),
      ),
    ),
  },
  {
    id: 'hqmax-not-listed',
    title: 'Discover leaves hqmax out',
    lwm2m: '1.2',
    trips: ['TP/REP/ATTR/BV-12 A'],
    inject: ({ device }) =>
      instead(
        device.discovery,
        'resourceLink',
        (link) =>
          (path, { hqmax: _, ...others }) =>
            link(path, others),
      ),
  },
  {
    id: 'hqmax-without-end',
    title: 'What is stored for a Server that does not answer has no limit',
    lwm2m: '1.2',
    strict: true,
    trips: ['TP/REP/ATTR/BV-13 A'],
    inject: onReporting(({ reporting }) =>
      instead(reporting, 'historyLimit', (limit) => (attributes) => 50 * limit(attributes)),
    ),
  },
  {
    id: 'hqmax-holds-reports',
    title: 'With hqmax, changes are stored and not reported',
    lwm2m: '1.2',
    trips: ['TP/REP/ATTR/BV-12 B'],
    inject: onObservation((observation) =>
      instead(
        observation,
        'matters',
        (matters) => (reported, now, attributes, before) =>
          attributes.hqmax === undefined && matters(reported, now, attributes, before),
      ),
    ),
  },
  {
    id: 'hqmax-never-unset',
    title: 'hqmax is never unset',
    lwm2m: '1.2',
    trips: ['TP/REP/ATTR/BV-12 C'],
    inject: ({ device }) =>
      instead(
        device,
        'writeAttributes',
        (writeAttributes) => (path, query) =>
          writeAttributes(
            path,
            query.filter((item) => !/^hqmax=?$/.test(item)),
          ),
      ),
  },
  {
    id: 'con-never',
    title: 'Notifications are NON, though con says otherwise',
    lwm2m: '1.2',
    trips: ['TP/REP/CON/BV-01 A'],
    unsettles: ['TP/REP/CANCEL/BI-01', 'TP/REP/ATTR/BV-13'],
    inject: onReporting(({ reporting }) => {
      reporting.type = () => 'NON'
    }),
  },
  {
    id: 'con-always',
    title: 'Notifications are CON, though con says otherwise',
    lwm2m: '1.2',
    trips: ['TP/REP/CON/BV-01 B'],
    strict: true,
    inject: onReporting(({ reporting }) => {
      reporting.type = () => 'CON'
    }),
  },
]

function edgeTakenFor(edge: 0 | 1): (client: ReferenceClient) => void {
  return onObservation((observation) =>
    instead(
      observation,
      'matters',
      (matters) => (reported, now, attributes, before) =>
        matters(reported, now, attributes.edge === undefined ? attributes : { ...attributes, edge }, before),
    ),
  )
}
