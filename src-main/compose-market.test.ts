import { beforeEach, describe, expect, it } from 'vitest'
import type { InstrumentView } from '../src-contract/index.ts'
import { instrumentsTopic } from './compose-market.ts'
import { price } from './domain/index.ts'
import { ABC, type HandMarket, XYZ } from './session/testing/hand-market.ts'
import { openHandBench, type SessionBench } from './session/testing/session-bench.ts'

let bench: SessionBench<HandMarket>
beforeEach(async () => {
  bench = await openHandBench()
})

function follow() {
  const told: InstrumentView[] = []
  const { snapshot, subscription } = instrumentsTopic(bench, (view) => told.push(view))
  return { told, snapshot, end: () => subscription.dispose() }
}

describe('the stream of instruments', () => {
  it('begins with all that are followed, their rules and their status', () => {
    const { snapshot } = follow()
    expect(snapshot.map(({ instrumentId }) => instrumentId)).toEqual([ABC.instrumentId, XYZ.instrumentId])
    expect(snapshot[0]).toMatchObject({ tickSize: '0.5', lotSize: '0.1', minNotional: '5', status: 'trading' })
  })

  it('tells at once when the venue has another rule for one, or lets it trade no more', () => {
    const { told } = follow()
    bench.market.changeRules({ ...ABC, tickSize: price('0.25') })
    expect(told).toMatchObject([{ instrumentId: ABC.instrumentId, tickSize: '0.25', status: 'trading' }])
    bench.market.changeRules({ ...ABC, tickSize: price('0.25'), status: 'delisted' })
    expect(told[1]).toMatchObject({ instrumentId: ABC.instrumentId, tickSize: '0.25', status: 'delisted' })
  })

  it('begins with the rules of now for whoever comes later', () => {
    bench.market.changeRules({ ...XYZ, status: 'maintenance' })
    expect(follow().snapshot.map(({ status }) => status)).toEqual(['trading', 'maintenance'])
  })

  it('ends with the one who follows it', () => {
    const { told, end } = follow()
    end()
    bench.market.changeRules({ ...ABC, status: 'maintenance' })
    expect(told).toEqual([])
  })
})
