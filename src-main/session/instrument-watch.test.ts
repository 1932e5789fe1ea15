import { beforeEach, describe, expect, it } from 'vitest'
import type { Execution } from '../execution/index.ts'
import { InstrumentWatch } from './instrument-watch.ts'
import { ABC, XYZ } from './testing/hand-market.ts'

/** What is held, by instrument and cause, as the book of quarantines keeps it. */
class HeldInstruments implements Pick<Execution['reconciliation'], 'quarantine' | 'lift'> {
  readonly held = new Map<string, string>()

  quarantine(...[instrumentId, cause, reason]: Parameters<Execution['reconciliation']['quarantine']>): void {
    this.held.set(`${instrumentId} ${cause}`, reason)
  }

  lift(...[instrumentId, cause]: Parameters<Execution['reconciliation']['lift']>): void {
    this.held.delete(`${instrumentId} ${cause}`)
  }

  get names(): string[] {
    return [...this.held.keys()]
  }
}

let quarantines: HeldInstruments
let watch: InstrumentWatch
let told: string[]

beforeEach(() => {
  quarantines = new HeldInstruments()
  told = []
  watch = new InstrumentWatch({
    reconciliation: quarantines,
    refusedExits: { handleInstrument: (instrumentId) => told.push(instrumentId) },
  })
})

describe('InstrumentWatch', () => {
  it('holds an instrument in maintenance, that one alone, and lets it go when it trades again', () => {
    watch.handle({ ...ABC, status: 'maintenance' })
    watch.handle(XYZ)
    expect([...quarantines.held]).toEqual([
      ['test:ABC maintenance', 'the venue has taken it into maintenance and takes no orders'],
    ])
    watch.handle(ABC)
    expect(quarantines.names).toEqual([])
    expect(told).toEqual([XYZ.instrumentId, ABC.instrumentId])
  })

  it('holds a delisted one for that cause alone, also where it was in maintenance before', () => {
    watch.handle({ ...ABC, status: 'maintenance' })
    watch.handle({ ...ABC, status: 'delisted' })
    expect(quarantines.names).toEqual(['test:ABC delisted'])
  })

  it('lets go what was held for older rules with each word on it', () => {
    quarantines.quarantine(ABC.instrumentId, 'rules', 'the tick is wrong')
    watch.handle(XYZ)
    expect(quarantines.names).toEqual(['test:ABC rules'])
    watch.handle(ABC)
    expect(quarantines.names).toEqual([])
  })

  it('leaves alone what is held for another cause', () => {
    quarantines.quarantine(ABC.instrumentId, 'person', 'by hand')
    watch.handle({ ...ABC, status: 'maintenance' })
    watch.handle(ABC)
    expect(quarantines.names).toEqual(['test:ABC person'])
  })
})
