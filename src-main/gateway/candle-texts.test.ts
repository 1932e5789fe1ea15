import { describe, expect, it } from 'vitest'
import { CandleTexts } from './candle-texts.ts'
import { FakeEngine } from './testing/fake-engine.ts'
import { INSTRUMENT_ID } from './testing/fixtures.ts'

const request = (limit: number, beforeMs?: number) => ({
  instrumentId: INSTRUMENT_ID,
  timeframe: '1m' as const,
  limit,
  beforeMs,
})
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('CandleTexts', () => {
  it('gives the JSON of the answer and makes it once, also for calls at the same time', async () => {
    const engine = new FakeEngine()
    const texts = new CandleTexts()
    const answers = await Promise.all([
      texts.answer(request(3), engine.market),
      texts.answer(request(3), engine.market),
    ])
    expect(answers[0]?.text).toBe(JSON.stringify(answers[0]?.view))
    expect(answers[1]).toBe(answers[0])
    expect(engine.candleLoads).toBe(1)
  })

  it('tells requests apart and forgets with the next bar', async () => {
    const engine = new FakeEngine()
    const texts = new CandleTexts()
    for (const each of [request(3), request(4), request(3, 5)]) await texts.answer(each, engine.market)
    expect(engine.candleLoads).toBe(3)
    engine.revision += 1
    await texts.answer(request(3), engine.market)
    expect(engine.candleLoads).toBe(4)
  })

  it('drops the least recently used beyond its size', async () => {
    const engine = new FakeEngine()
    const one = (await new CandleTexts().answer(request(100), engine.market)).text.length
    const texts = new CandleTexts(one * 2 + 10)
    for (const beforeMs of [1, 2, 1, 3]) await texts.answer(request(100, beforeMs), engine.market)
    await settled()
    expect(texts.characters).toBe(one * 2)
    const loads = engine.candleLoads
    await texts.answer(request(100, 1), engine.market)
    expect(engine.candleLoads).toBe(loads)
    await texts.answer(request(100, 2), engine.market)
    expect(engine.candleLoads).toBe(loads + 1)
    texts.clear()
    expect(texts.characters).toBe(0)
  })

  it('does not keep a failure', async () => {
    const engine = new FakeEngine()
    const texts = new CandleTexts()
    const market = { ...engine.market, candles: () => Promise.reject(new Error('disk')) }
    await expect(texts.answer(request(3), market)).rejects.toThrow('disk')
    expect((await texts.answer(request(3), engine.market)).view.candles).toHaveLength(3)
  })
})
