/** What the process that writes Allure results is told, as JSON in its environment. */
export interface AllureSetting {
  readonly runFolder: string
  readonly results: string
  /** A folder of its own for what Vite wants to keep. */
  readonly cache: string
  /** The cases it tells, as `caseKeyText` writes them; others have been told already. */
  readonly cases: readonly string[]
  /** Whether the run is still going on, so that each case has to be waited for. */
  readonly follow: boolean
  readonly environment: Readonly<Record<string, string>>
}

export const settingVariable = 'LWM2M_CONFORMANCE_ALLURE'
