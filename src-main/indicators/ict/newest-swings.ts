import type { IctRecord } from './ict-record.ts'

/** The newest swing high and low that stand, of those confirmed so far. */
export class NewestSwings {
  #high: IctRecord | undefined
  #low: IctRecord | undefined

  get high(): IctRecord | undefined {
    return this.#high
  }

  get low(): IctRecord | undefined {
    return this.#low
  }

  /**
   * Takes what was published at the newest bar, from a detector that runs after the swings.
   * @returns the swing that is new; undefined at most bars.
   */
  update(published: readonly IctRecord[]): IctRecord | undefined {
    const swing = standingSwing(published)
    if (swing?.direction === 1) this.#high = swing
    if (swing?.direction === -1) this.#low = swing
    return swing
  }
}

/** At most one is published at a bar. */
function standingSwing(published: readonly IctRecord[]): IctRecord | undefined {
  for (const record of published)
    if (record.kind === 'swing') return record.invalidatedAtMs === null ? record : undefined
  return undefined
}
