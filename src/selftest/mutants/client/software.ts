import { pathText } from '#content'
import type { Operation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onOperation, succeedsWith } from './faults.ts'

type Software = ReferenceClient['effects']['software']

function onSoftware(fault: (software: Software, client: ReferenceClient) => void) {
  return (client: ReferenceClient): void => fault(client.effects.software, client)
}

/** Tells another Update State or Update Result. */
function tells(change: (state: number, result: number) => readonly [state: number, result: number]) {
  return onSoftware((software) =>
    instead(software, 'tell', (tell) => (state, result) => tell(...change(state, result))),
  )
}

/** Answers operations of a kind on a resource with 2.01. */
function with201(kind: Operation['kind'], resource: number) {
  return succeedsWith('2.01', kind, ({ path }) => pathText(path) === `/9/0/${resource}`)
}

const results = ['01', '02', '03', '04', '05', '06'] as const
const each = (letter: string): CriterionId[] =>
  results.map((number) => `TP/SWM/RESULT/BV-${number} ${letter}` as const)

/** Faults of Software Management. */
export const softwareMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'software-package-2.01',
    title: 'A Package of software is answered 2.01',
    trips: ['TP/SWM/DELIVERY/BV-01 A'],
    inject: with201('write', 2),
  },
  {
    id: 'software-uri-2.01',
    title: 'A Package URI of software is answered 2.01',
    trips: ['TP/SWM/DELIVERY/BV-02 A'],
    inject: with201('write', 3),
  },
  {
    id: 'software-not-fetched',
    title: 'A Package URI of software is taken, and nothing is fetched',
    trips: ['TP/SWM/DELIVERY/BV-02 B', 'TP/SWM/RESULT/BV-05 B'],
    inject: onSoftware((software) =>
      instead(software, 'written', (written) => (value) => {
        if (value.type !== 'string' || !URL.canParse(value.value)) written(value)
      }),
    ),
  },
  {
    id: 'software-installed-at-once',
    title: 'Update State is Installed while a package is on its way',
    isFleeting: true,
    trips: ['TP/SWM/DELIVERY/BV-01 P', 'TP/SWM/DELIVERY/BV-02 P', ...each('A').slice(0, -1)],
    inject: tells((state, result) => [state === 1 || state === 2 ? 4 : state, result]),
  },
  {
    id: 'software-downloaded-for-good',
    title: 'A package that is whole stays Downloaded',
    trips: ['TP/SWM/DELIVERY/BV-01 Q', 'TP/SWM/DELIVERY/BV-02 Q'],
    unsettles: ['TP/SWM/LIFE/BI-02', 'TP/SWM/LIFE/BV-01', 'TP/SWM/LIFE/BV-02'],
    inject: tells((state, result) => [state === 3 && result === 3 ? 2 : state, result]),
  },
  {
    id: 'software-unverified',
    title: 'When a package is Delivered, Update Result is 1',
    trips: ['TP/SWM/DELIVERY/BV-01 R', 'TP/SWM/DELIVERY/BV-02 R'],
    inject: tells((state, result) => [state, result === 3 ? 1 : result]),
  },
  ...(['storage', 'memory', 'corrupt', 'unsupported', 'lost', 'uri'] as const).map(
    (trouble, index): Mutant<ReferenceClient> => ({
      id: `software-result-${trouble}`,
      title: `Update Result of software is 57 when the trouble is: ${trouble}`,
      trips: [`TP/SWM/RESULT/BV-0${index + 1} B`],
      inject: onSoftware((software) =>
        instead(software, 'resultOf', (resultOf) => (one) => (one === trouble ? 57 : resultOf(one))),
      ),
    }),
  ),
  {
    id: 'software-stays-started',
    title: 'A download of software that came to nothing leaves Download Started',
    trips: each('C'),
    inject: tells((state, result) => [result >= 50 && result !== 58 ? 1 : state, result]),
  },
  {
    id: 'software-install-2.01',
    title: 'Install is answered 2.01',
    trips: ['TP/SWM/LIFE/BV-01 A'],
    inject: with201('execute', 4),
  },
  {
    id: 'software-not-installed',
    title: 'Install leaves the package Delivered, without a Result of failure',
    trips: ['TP/SWM/LIFE/BV-01 B'],
    unsettles: ['TP/SWM/LIFE/BV-02'],
    inject: onSoftware((software) => {
      software.installed = () => {}
    }),
  },
  {
    id: 'software-installed-untold',
    title: 'When software is installed, Update Result is 3',
    trips: ['TP/SWM/LIFE/BV-01 C'],
    inject: tells((state, result) => [state, result === 2 ? 3 : result]),
  },
  {
    id: 'software-versionless',
    title: 'Software that is installed tells no version',
    trips: ['TP/SWM/LIFE/BV-01 D'],
    inject: onSoftware((software) =>
      instead(software, 'installed', (installed) => (image) => installed({ ...image, version: '' })),
    ),
  },
  {
    id: 'software-activate-2.01',
    title: 'Activate is answered 2.01',
    trips: ['TP/SWM/LIFE/BV-01 E'],
    inject: with201('execute', 10),
  },
  {
    id: 'software-never-active',
    title: 'Activate does nothing',
    trips: ['TP/SWM/LIFE/BV-01 F'],
    inject: onSoftware((software) => {
      software.activate = () => {}
    }),
  },
  {
    id: 'software-deactivate-2.01',
    title: 'Deactivate is answered 2.01',
    trips: ['TP/SWM/LIFE/BV-01 G'],
    inject: with201('execute', 11),
  },
  {
    id: 'software-active-for-good',
    title: 'Deactivate does nothing',
    trips: ['TP/SWM/LIFE/BV-01 H'],
    inject: onSoftware((software) =>
      instead(software, 'activate', (activate) => (active) => {
        if (active || software.state !== 4) activate(active)
      }),
    ),
  },
  {
    id: 'software-uninstall-2.01',
    title: 'Uninstall is answered 2.01',
    trips: ['TP/SWM/LIFE/BV-01 I', 'TP/SWM/LIFE/BV-02 A'],
    inject: with201('execute', 6),
  },
  {
    id: 'software-stays-installed',
    title: 'Uninstall of what is installed does nothing the first time',
    trips: ['TP/SWM/LIFE/BV-01 J', 'TP/SWM/LIFE/BV-01 K', 'TP/SWM/LIFE/BV-02 B'],
    inject: onSoftware((software) => {
      let isRefused = false
      instead(software, 'uninstall', (uninstall) => (argument) => {
        isRefused = !isRefused && software.state === 4
        if (!isRefused) uninstall(argument)
      })
    }),
  },
  {
    id: 'software-removed-result',
    title: 'After Uninstall, Update Result is 2',
    trips: ['TP/SWM/LIFE/BV-01 K'],
    inject: tells((state, result) => [state, state === 0 && result === 0 ? 2 : result]),
  },
  {
    id: 'software-no-upgrade',
    title: 'After Uninstall for update, no package is taken',
    trips: ['TP/SWM/LIFE/BV-02 C'],
    inject: onSoftware((software) => {
      let isClosed = false
      instead(software, 'uninstall', (uninstall) => (argument) => {
        isClosed = argument.startsWith('1')
        uninstall(argument)
      })
      instead(software, 'takes', (takes) => () => !isClosed && takes())
    }),
  },
  {
    id: 'software-install-nothing',
    title: 'Install without a package is answered 2.04, and nothing happens',
    trips: ['TP/SWM/LIFE/BI-01 A'],
    inject: onSoftware((software) =>
      instead(software, 'mayExecute', (mayExecute) => (resource) => resource === 4 || mayExecute(resource)),
    ),
  },
  {
    id: 'software-install-told',
    title: 'Install without a package is refused, and leaves Update Result 58',
    trips: ['TP/SWM/LIFE/BI-01 B'],
    inject: (client) =>
      onOperation(client, { kind: 'execute', path: '/9/0/4' }, (proceed) => {
        const response = proceed()
        if (response.code === '4.05') client.effects.software.tell(0, 58)
        return response
      }),
  },
  {
    id: 'software-active-without',
    title: 'Activate works without software',
    trips: ['TP/SWM/LIFE/BI-01 C'],
    inject: onSoftware((software) =>
      instead(software, 'mayExecute', (mayExecute) => (resource) => resource === 10 || mayExecute(resource)),
    ),
  },
  {
    id: 'software-failed-57',
    title: 'An installation of software that fails leaves Update Result 57',
    trips: ['TP/SWM/LIFE/BI-02 A'],
    inject: tells((state, result) => [state, result === 58 ? 57 : result]),
  },
  {
    id: 'software-failed-initial',
    title: 'An installation of software that fails leaves Update State 0',
    trips: ['TP/SWM/LIFE/BI-02 B'],
    inject: tells((state, result) => [result === 58 ? 0 : state, result]),
  },
]
