import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger } from '../base/index.ts'
import { EventBus } from '../bus/index.ts'
import { type Denial, HAND } from '../domain/index.ts'
import type { StoredDenial } from '../execution/index.ts'
import { type Refusal, RefusalLog } from './refusal-log.ts'
import { ABC } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'

const DENIAL: Denial = {
  code: 'MAX_ORDER_NOTIONAL',
  message: 'too much',
  measured: 100,
  limit: 10,
  unit: 'USDT',
  quantityThatFits: undefined,
}
const STORED: StoredDenial = {
  intent: { source: 'hand', owner: HAND, instrumentId: ABC.instrumentId, side: 'sell' },
  denial: { ...DENIAL, code: 'STALE_DATA' },
  timeMs: 500,
}

class Bench {
  readonly clock = new ManualClock(1_000)
  readonly faults: unknown[] = []
  readonly bus = new EventBus((error) => this.faults.push(error))
  readonly log = new RefusalLog({ bus: this.bus, clock: this.clock, logger: silentLogger })

  deny(code: string): void {
    this.bus.publish('order.denied', { intent: handIntent(), denial: { ...DENIAL, code } })
  }

  get codes(): string[] {
    return this.log.list().map(({ denial }) => denial.code)
  }
}

describe('RefusalLog', () => {
  it('keeps what risk refused with its figures and session time, newest last', () => {
    const bench = new Bench()
    bench.deny('FIRST')
    bench.clock.advanceBy(5)
    bench.deny('SECOND')
    expect(bench.log.list()).toMatchObject([
      { denial: { code: 'FIRST', measured: 100, limit: 10 }, intent: { side: 'buy' }, timeMs: 1_000 },
      { denial: { code: 'SECOND' }, timeMs: 1_005 },
    ])
  })

  it('names two of the same moment differently', () => {
    const bench = new Bench()
    bench.deny('FIRST')
    bench.deny('SECOND')
    expect(new Set(bench.log.list().map(({ refusalId }) => refusalId)).size).toBe(2)
  })

  it('has those of earlier starts before the first new one', () => {
    const bench = new Bench()
    bench.log.restore([STORED])
    bench.deny('NEW')
    expect(bench.codes).toEqual(['STALE_DATA', 'NEW'])
    expect(bench.log.list()[0]?.timeMs).toBe(500)
  })

  it('tells each new one to whoever listens, a restored one to nobody', () => {
    const bench = new Bench()
    const heard: Refusal[] = []
    const listening = bench.log.onRefusal((refusal) => heard.push(refusal))
    bench.log.restore([STORED])
    bench.deny('NEW')
    expect(heard).toEqual(bench.log.list().slice(-1))
    listening.dispose()
    bench.deny('LATER')
    expect(heard).toHaveLength(1)
  })

  it('keeps the newest five hundred', () => {
    const bench = new Bench()
    for (let index = 0; index < 510; index += 1) bench.deny(`CODE_${index}`)
    expect(bench.codes).toHaveLength(500)
    expect([bench.codes[0], bench.codes.at(-1)]).toEqual(['CODE_10', 'CODE_509'])
  })

  it('goes on where a listener fails', () => {
    const bench = new Bench()
    bench.log.onRefusal(() => {
      throw new Error('a broken listener')
    })
    bench.deny('FIRST')
    bench.deny('SECOND')
    expect(bench.codes).toEqual(['FIRST', 'SECOND'])
    expect(bench.faults).toEqual([])
  })

  it('hears nothing once it is disposed of', () => {
    const bench = new Bench()
    bench.log.dispose()
    bench.deny('LATE')
    expect(bench.codes).toEqual([])
  })
})
