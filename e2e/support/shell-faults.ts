import type { Shell } from './shell-types.ts'

/** Errors of desktop programs that no spec expects. */
export class ShellFaults {
  readonly #shells: Shell[] = []
  readonly #expected: RegExp[] = []

  watch(shell: Shell): void {
    this.#shells.push(shell)
  }

  /** What the spec brings about itself. */
  expect(...patterns: readonly RegExp[]): void {
    this.#expected.push(...patterns)
  }

  get unexpected(): readonly string[] {
    const all = this.#shells.flatMap(({ faults }) => faults)
    return all.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)))
  }
}
