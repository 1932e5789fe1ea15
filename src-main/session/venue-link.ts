import type { VenueConnection } from '../domain/index.ts'

/**
 * Whether the venue's word can be relied on: from an interruption of its stream of facts until it is there again and a whole
 * comparison has told what was missed.
 */
export class VenueLink {
  #interruption: string | undefined
  #isBack = true

  /** Why nothing should be opened now, for a person; undefined where nothing is amiss. */
  get interruption(): string | undefined {
    return this.#interruption
  }

  handle(connection: VenueConnection): void {
    this.#isBack = connection.kind === 'connected'
    if (connection.kind === 'interrupted') this.#interruption = `the connection is interrupted: ${connection.reason}`
    else if (this.#interruption !== undefined) this.#interruption = 'it is being asked what was missed'
  }

  /** Everything was compared with the venue. */
  handleCompared(): void {
    if (this.#isBack) this.#interruption = undefined
  }
}
