import type { LedgerEntry } from '#testcase'
import { area, tested } from './ledger-entry.ts'

/** The rules on what brings new firmware and software (objects 5 and 9). */
export const firmwareLedger: readonly LedgerEntry[] = [
  ...area(
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
    tested('Update Result 9 tells of a protocol that is not supported', 'TP/FW/RESULT/BV-03'),
    tested(
      'An empty Package URI, and a Package of one NUL, reset',
      ...['01', '02', '03', '04'].map((number) => `TP/FW/RESET/BV-${number}`),
    ),
    tested(
      'Cancel stops what is not installed yet (1.1)',
      'TP/FW/CANCEL/BV-01',
      'TP/FW/CANCEL/BV-02',
      'TP/FW/CANCEL/BI-01',
    ),
    tested(
      'Update is refused while a package comes, or is installed',
      'TP/FW/UPDATE/BI-01',
      'TP/FW/UPDATE/BI-02',
    ),
    tested('Update Result is reset by each download and Update', 'TP/FW/RESULT/BV-01', 'TP/FW/RESULT/BV-02'),
    tested(
      'A download goes on, or is given up, whatever its server does',
      ...['BV-01', 'BV-02', 'BV-03', 'BI-01', 'BI-02', 'BI-03'].map((id) => `TP/FW/PULL/${id}`),
    ),
    tested(
      'A package is fetched from nobody who cannot show who it is',
      'TP/FW/PULL/BI-04',
      'TP/FW/PULL/BI-05',
    ),
    tested('The Package is never given', 'TP/FW/OBSERVE/BI-01', 'TP/FW/READ/BV-01'),
    tested('A download outlives a loss of power, or is given up', 'TP/FW/POWER/BV-01'),
    tested('A Server has packages fetched and installed', 'TP/FW/SERVER/BV-01'),
  ),
  ...area(
    'Software Management (object 9)',
    tested('Software is delivered by push and by pull', 'TP/SWM/DELIVERY/BV-01', 'TP/SWM/DELIVERY/BV-02'),
    tested(
      'Update Results 50 to 56 tell why software is not delivered',
      ...['01', '02', '03', '04', '05', '06'].map((number) => `TP/SWM/RESULT/BV-${number}`),
    ),
    tested(
      'Software is installed, activated, deactivated and removed',
      'TP/SWM/LIFE/BV-01',
      'TP/SWM/LIFE/BV-02',
    ),
    tested('Install is executed in Update State Delivered alone', 'TP/SWM/LIFE/BI-01'),
    tested('An installation that fails leaves software Delivered', 'TP/SWM/LIFE/BI-02'),
  ),
]
