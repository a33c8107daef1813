import type { CaseDefinition, Scene } from '#testcase'
import { firstInstance } from '../instance.ts'

/** What a case on an object is called, and what it presumes. */
export type ObjectCase = Pick<CaseDefinition<string>, 'title' | 'configuration'> & {
  /** ETS number, or `DEVICE/BV-01`. */
  readonly id: number | `${string}/${string}`
  readonly object: number
  /** Resources of the object that the Client must have, beside the mandatory ones. */
  readonly resources?: readonly number[]
  /** Default: all. */
  readonly editions?: CaseDefinition<string>['editions']
}

/** What all cases on objects have in common. */
export function common({ id, title, object, resources = [], editions, configuration }: ObjectCase) {
  return {
    ...(typeof id === 'number' ? { number: id } : { purposeId: `TP/OBJ/${id}` as const }),
    title,
    area: 'Objects',
    editions: editions ?? ['1.0', '1.1', '1.2'],
    dependsOn: [101],
    selection: {
      client: [`OBJ.${object}`, ...resources.map((resource) => `RES.${object}.${resource}` as const)],
    },
    ...(configuration === undefined ? {} : { configuration }),
  } as const satisfies Partial<CaseDefinition<string>>
}

/** Path of the instance that a case looks at: the first that a Client under test lists; 0 at our own. */
export async function instanceOf(
  scene: Pick<Scene<string>, 'server' | 'iut' | 'cannotJudge'>,
  object: number,
): Promise<string> {
  return scene.iut.includes('client') ? (await firstInstance(scene, object)).path : `/${object}/0`
}
