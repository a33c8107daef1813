import type { LedgerEntry } from '#testcase'
import { area, tested } from './ledger-entry.ts'

/** The rules on what brings new firmware (object 5). */
export const firmwareLedger: readonly LedgerEntry[] = area(
  'Firmware Update (object 5)',
  tested('State, Update Result, protocols and delivery method are told', 'int-751'),
  tested('A package is pushed to /5/0/0, in blocks', 'int-755', 'int-770'),
  tested('A package is fetched from the Package URI', 'int-756', 'int-771'),
  tested('State is reported as it changes', 'int-760'),
  tested('Update is executed in State Downloaded alone', 'int-772', 'int-770', 'int-771'),
  tested(
    'Update Results 1 to 8 tell what became of a package',
    'int-770',
    ...['773', '774', '775', '776', '777', '778', '779'].map((number) => `int-${number}`),
  ),
)
