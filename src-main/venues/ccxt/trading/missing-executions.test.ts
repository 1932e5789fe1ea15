import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger } from '../../../base/index.ts'
import type { VenueExecution, VenueFact, VenueOrderRequest } from '../../../domain/index.ts'
import { testOrder } from '../../testing/orders.ts'
import { nextTurn } from '../../next-turn.ts'
import { FactTeller } from './fact-teller.ts'
import { BTC, executionAt, wordOf } from './testing/words.ts'

const REQUEST: VenueOrderRequest = { ...testOrder({ id: 'order-1', limit: '100' }), instrumentId: BTC }
const CANCELLED = wordOf({ state: 'cancelled', filled: '0.5' })

function openTeller(answers: readonly (readonly VenueExecution[] | Error)[]) {
  const clock = new ManualClock(0)
  const facts: VenueFact[] = []
  let asked = 0
  const teller = new FactTeller({
    clock,
    logger: silentLogger,
    nowMs: () => clock.nowMs(),
    async fetch() {
      const answer = answers[Math.min(asked++, answers.length - 1)] ?? []
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  teller.onFact((fact) => facts.push(fact))
  teller.begin(REQUEST)
  const pass = async (ms: number): Promise<void> => {
    clock.advanceBy(ms)
    await nextTurn()
  }
  return { teller, pass, kinds: () => facts.map(({ kind }) => kind), asked: () => asked }
}

describe('Executions that are missing', () => {
  it('are not asked for where the stream brings them', async () => {
    const { teller, pass, kinds, asked } = openTeller([[]])
    teller.hear({ word: CANCELLED, executions: [] })
    teller.hear({ word: CANCELLED, executions: [executionAt(1), executionAt(2)] })
    await pass(60_000)
    expect([kinds(), asked()]).toEqual([['accepted', 'filled', 'filled', 'cancelled'], 0])
  })

  it('are asked for until the venue lists them, with growing pauses, whatever fails meanwhile', async () => {
    const { teller, pass, kinds, asked } = openTeller([new Error('503'), [], [executionAt(1), executionAt(2)]])
    teller.hear({ word: CANCELLED, executions: [] })
    await pass(1_000)
    await pass(2_000)
    expect([kinds(), asked()]).toEqual([['accepted'], 2])
    await pass(4_000)
    expect(kinds()).toEqual(['accepted', 'filled', 'filled', 'cancelled'])
  })

  it('are given up at last, so that the end is told and the comparison finds what is missing', async () => {
    const { teller, pass, kinds, asked } = openTeller([[]])
    teller.hear({ word: CANCELLED, executions: [] })
    for (let attempt = 0; attempt < 20; attempt++) await pass(30_000)
    expect([kinds(), asked()]).toEqual([['accepted', 'cancelled'], 8])
  })

  it('are not asked for any more once it is disposed of', async () => {
    const { teller, pass, asked } = openTeller([[]])
    teller.hear({ word: CANCELLED, executions: [] })
    teller.dispose()
    await pass(60_000)
    expect(asked()).toBe(0)
  })
})
