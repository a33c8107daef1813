import {
  type Check,
  check,
  type PackageHow,
  packageResultIn,
  type Scene,
  type TestCase,
  type Told,
} from '#testcase'
import { esimCase } from './esim-case.ts'
import { listBriefly } from './profile-case.ts'
import { brings, resultText } from './results.ts'
import { errorIn, nameOf, wellMade } from './told.ts'

interface RefusalCase {
  readonly number: number
  readonly title: string
  readonly purpose: string
  readonly steps: readonly string[]
  readonly refuses: string
  readonly clause: string
  /** How the packages are made; each is to be refused. */
  readonly packages: (scene: Scene<string>) => readonly PackageHow[]
  /** The code of a refusal that is signed; without it, any. */
  readonly code?: number
}

/** The eUICC or its IPA does not carry the package out; one that says why says this. */
export function refused(code?: number): Check<Told> {
  return check(`a refusal${code === undefined ? '' : ` (${code}, where it is signed)`}`, ({ message }) => {
    if (errorIn(message) !== undefined) return undefined
    const result = packageResultIn(message)
    switch (result?.kind) {
      case undefined:
        return nameOf(message)
      case 'euiccPackageErrorUnsigned':
        return undefined
      case 'euiccPackageErrorSigned': {
        const seen = result.value.euiccPackageErrorDataSigned.content.euiccPackageErrorCode
        return code === undefined || seen === code ? undefined : `euiccPackageError ${seen}`
      }
      case 'euiccPackageResultSigned':
        return result.value.euiccPackageResultDataSigned.content.euiccResult.map(resultText).join(', ')
    }
  })
}

/** A case in which packages are not to be carried out, and a right one after them is. */
export function refusalCase({ packages, refuses, clause, code, ...texts }: RefusalCase): TestCase {
  return esimCase({
    ...texts,
    signs: true,
    dependsOn: ['ESIM-305'],
    criteria: {
      A: { text: refuses, clause },
      B: { text: 'carries out a right package afterwards', clause: 'SGP.32 §2.11.2.1' },
    },
    async body(scene) {
      const { client, eim } = scene
      for (const how of packages(scene)) {
        const { told } = await eim.carriesOut({ psmo: [listBriefly] }, how)
        await client.must('A', told, wellMade, refused(code))
      }
      const { told } = await eim.carriesOut({ psmo: [listBriefly] })
      await client.must('B', told, brings('listProfileInfoResult profileInfoListOk'))
    },
  })
}
