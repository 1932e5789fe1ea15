/** How long a button must be held before it acts. */
export const HOLD_MS = 1_200

export interface HeldPressOptions {
  readonly onHeld: () => void
  /** Told whenever holding begins or ends. */
  readonly onHoldingChange: (holding: boolean) => void
}

/** Acts once something was held for {@link HOLD_MS} without a break; a release before that leaves everything as it is. */
export class HeldPress {
  readonly #options: () => HeldPressOptions
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: () => HeldPressOptions) {
    this.#options = options
  }

  /** Begins to count; while it counts already, nothing happens: a held key repeats. */
  begin(): void {
    if (this.#timer !== undefined) return
    this.#options().onHoldingChange(true)
    this.#timer = setTimeout(() => {
      this.cancel()
      this.#options().onHeld()
    }, HOLD_MS)
  }

  /** Release, a pointer that leaves, a lost focus. */
  cancel(): void {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#options().onHoldingChange(false)
  }
}
