import type { Scene } from '#testcase'
import { firstInstance } from './instance.ts'

/** The test object of OMA for enabler 1.0, and the one for 1.1 and later. */
export type TestObject = 3441 | 3442

/** The first instance of the test object, with the resources that Discover lists. */
export const testInstance = (
  scene: Pick<Scene<string>, 'server' | 'cannotJudge'>,
  object: TestObject,
): ReturnType<typeof firstInstance> => firstInstance(scene, object)
