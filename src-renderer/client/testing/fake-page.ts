import type { PageLife } from '../page-life.ts'

/** A page that is hidden, shown and woken by the test. */
export class FakePage implements PageLife {
  readonly #visibility = new Set<() => void>()
  readonly #wake = new Set<() => void>()
  #hidden = false

  isHidden(): boolean {
    return this.#hidden
  }

  onVisibility(listener: () => void): () => void {
    this.#visibility.add(listener)
    return () => this.#visibility.delete(listener)
  }

  onWake(listener: () => void): () => void {
    this.#wake.add(listener)
    return () => this.#wake.delete(listener)
  }

  setHidden(hidden: boolean): void {
    this.#hidden = hidden
    for (const listener of this.#visibility) listener()
  }

  wake(): void {
    for (const listener of this.#wake) listener()
  }
}
