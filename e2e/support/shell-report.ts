import { test } from '@playwright/test'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { RUNS_ON } from './shell.ts'
import type { Shell } from './shell-types.ts'

export const RUNS_ON_ANNOTATION = 'runs on'
const SKIPPED_CHECK = 'only Electron proves'
const ONLY_ELECTRON = 'only Electron itself can prove it'

/** Runs a check that means something on real Electron only; elsewhere it is counted as skipped. */
export async function onElectronOnly(shell: Shell, what: string, check: () => Promise<void>): Promise<void> {
  if (shell.runsOn === 'electron') return test.step(what, check)
  test.info().annotations.push({ type: SKIPPED_CHECK, description: what })
  return undefined
}

/** Said in a group: its specs mean something on real Electron only; elsewhere they are skipped, and counted. */
export function needsElectron(): void {
  test.skip(RUNS_ON !== 'electron', ONLY_ELECTRON)
}

/** Says after the run what the desktop specs ran on, and what has not been proved by that. */
// oxlint-disable-next-line import/no-default-export -- Playwright loads a reporter by its default export.
export default class ShellReport implements Reporter {
  #specs = 0
  readonly #skipped = new Set<string>()

  onTestEnd({ annotations, title }: TestCase, { status }: TestResult): void {
    const ran = status !== 'skipped' && annotations.some(({ type }) => type === RUNS_ON_ANNOTATION)
    if (ran) this.#specs += 1
    for (const { type, description } of annotations) {
      if (type === SKIPPED_CHECK) this.#skipped.add(description ?? '')
      if (type === 'skip' && description === ONLY_ELECTRON) this.#skipped.add(title)
    }
  }

  onEnd(): void {
    if (this.#specs === 0) return
    console.log(`\n${this.#specs} specs of the desktop program ran on: ${RUNS_ON}`)
    if (this.#skipped.size === 0) return
    console.log(`${this.#skipped.size} checks need Electron itself and were skipped:`)
    for (const what of this.#skipped) console.log(`  - ${what}`)
  }

  printsToStdio(): boolean {
    return false
  }
}
