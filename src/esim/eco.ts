import { choice } from './choice.ts'
import { eimId, eimIdType } from './common.ts'
import { eimConfigurationData } from './eim-configuration.ts'
import { at, optional } from './element.ts'
import { code, integer, nothing } from './numbers.ts'
import { utf8 } from './octet-strings.ts'
import type { Of } from './schema.ts'
import { listOf, sequence } from './sequence.ts'

/** An eIM configuration operation (SGP.32 §2.11.1.1.2). */
export const eco = choice({
  addEim: at(0xa8, eimConfigurationData),
  deleteEim: at(0xa9, sequence({ eimId: at(0x80, utf8()) })),
  updateEim: at(0xaa, eimConfigurationData),
  listEim: at(0xab, nothing),
})

export type Eco = Of<typeof eco>

export const addEimCodes = {
  ok: 0,
  insufficientMemory: 1,
  associatedEimAlreadyExists: 2,
  ciPKUnknown: 3,
  invalidAssociationToken: 5,
  counterValueOutOfRange: 6,
  commandError: 7,
  undefinedError: 127,
} as const

export const deleteEimCodes = {
  ok: 0,
  eimNotFound: 1,
  lastEimDeleted: 2,
  commandError: 7,
  undefinedError: 127,
} as const

export const updateEimCodes = {
  ok: 0,
  eimNotFound: 1,
  ciPKUnknown: 3,
  counterValueOutOfRange: 6,
  commandError: 7,
  undefinedError: 127,
} as const

/** What came of each operation, an arm of `EuiccResultData` each (SGP.32 §2.11.2.1). */
export const ecoResults = {
  addEimResult: at(
    0xa8,
    choice({
      associationToken: at(0x84, integer),
      addEimResultCode: at(0x02, code(addEimCodes), { alsoAs: [0x80, 0x81] }),
    }),
  ),
  deleteEimResult: at(0x89, code(deleteEimCodes)),
  updateEimResult: at(0x8a, code(updateEimCodes)),
  listEimResult: at(
    0xab,
    choice({
      eimIdList: at(
        0xa0,
        listOf(
          at(0x30, sequence({ eimId, eimIdType: optional(at({ '1.0': 0x84, '1.2': 0x82 }, eimIdType)) })),
        ),
      ),
      listEimError: at(0x81, integer),
    }),
  ),
}
