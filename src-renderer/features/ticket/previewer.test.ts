import { describe, expect, it } from 'vitest'
import type { InstrumentView, OrderDraftInput, PreviewView } from '../../../src-contract/index.ts'
import { Previewer } from './previewer.ts'

const BTC = { instrumentId: 'simulated:BTC-PERP', status: 'trading' } as InstrumentView
const draft = (quantity: string): OrderDraftInput => ({
  instrumentId: 'simulated:BTC-PERP',
  side: 'buy',
  type: 'market',
  size: { kind: 'quantity', quantity },
})
const preview = (quantity: string): PreviewView => ({
  accepted: true,
  denial: null,
  rules: [],
  quantity,
  notional: null,
  estimatedPrice: null,
  estimatedFee: null,
  riskAtStop: null,
  rewardToRisk: null,
})

/** A previewer on a clock moved by hand, whose engine answers when told to. */
function setUp() {
  let nowMs = 0
  let timers: { readonly atMs: number; readonly run: () => void }[] = []
  const questions: { readonly draft: OrderDraftInput; answer(view: PreviewView): void; fail(): void }[] = []
  const previewer = new Previewer({
    ask: (asked) =>
      new Promise((resolve, reject) => {
        questions.push({ draft: asked, answer: resolve, fail: () => reject(new Error('no price')) })
      }),
    describeFault: () => ({ code: 'PRICE_UNAVAILABLE', message: 'no price', action: 'retry', data: undefined }),
    timers: {
      nowMs: () => nowMs,
      after: (delayMs, run) => {
        const timer = { atMs: nowMs + delayMs, run }
        timers.push(timer)
        return () => (timers = timers.filter((one) => one !== timer))
      },
    },
  })
  const advance = (ms: number): void => {
    nowMs += ms
    const due = timers.filter((timer) => timer.atMs <= nowMs)
    timers = timers.filter((timer) => timer.atMs > nowMs)
    for (const timer of due) timer.run()
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  return { previewer, questions, advance, settled, pendingTimers: () => timers.length }
}

describe('previewer', () => {
  it('asks once after typing has rested 150 ms, for the last draft', async () => {
    const { previewer, questions, advance, settled } = setUp()
    previewer.setDraft(draft('1'))
    advance(100)
    previewer.setDraft(draft('2'))
    advance(149)
    expect(questions).toHaveLength(0)
    advance(1)
    expect(questions.map((one) => one.draft)).toEqual([draft('2')])
    questions[0]?.answer(preview('2'))
    await settled()
    expect(previewer.state).toEqual({ kind: 'answered', preview: preview('2'), current: true })
  })

  it('drops the answer to a draft that was changed meanwhile', async () => {
    const { previewer, questions, advance, settled } = setUp()
    previewer.setDraft(draft('1'))
    advance(150)
    previewer.setDraft(draft('2'))
    questions[0]?.answer(preview('1'))
    await settled()
    expect(previewer.state).toEqual({ kind: 'none' })
  })

  it('marks the last answer as not current while a changed draft waits', async () => {
    const { previewer, questions, advance, settled } = setUp()
    previewer.setDraft(draft('1'))
    advance(150)
    questions[0]?.answer(preview('1'))
    await settled()
    previewer.setDraft(draft('2'))
    expect(previewer.state).toEqual({ kind: 'answered', preview: preview('1'), current: false })
  })

  it('asks anew when the venue has other rules, and takes no answer by those of before for current', async () => {
    const { previewer, questions, advance, settled, pendingTimers } = setUp()
    previewer.setInstrument(BTC)
    previewer.setDraft(draft('1'))
    advance(150)
    questions[0]?.answer(preview('1'))
    await settled()
    previewer.setInstrument(BTC)
    expect(pendingTimers()).toBe(0)
    previewer.setInstrument({ ...BTC, status: 'maintenance' })
    expect(previewer.state).toMatchObject({ kind: 'answered', current: false })
    advance(150)
    expect(questions.map((one) => one.draft)).toEqual([draft('1'), draft('1')])
    questions[1]?.answer({ ...preview('1'), accepted: false })
    await settled()
    expect(previewer.state).toMatchObject({ kind: 'answered', preview: { accepted: false }, current: true })
  })

  it('asks again at most once a second while the price moves', async () => {
    const { previewer, questions, advance, settled } = setUp()
    previewer.setDraft(draft('1'))
    advance(150)
    for (let tick = 0; tick < 30; tick += 1) {
      questions.at(-1)?.answer(preview('1'))
      await settled()
      previewer.handlePrice()
      advance(100)
    }
    expect(questions).toHaveLength(4)
  })

  it('waits for an answer that takes longer than the price rests, instead of asking it away', async () => {
    const { previewer, questions, advance, settled } = setUp()
    previewer.setDraft(draft('1'))
    advance(150)
    for (let tick = 0; tick < 30; tick += 1) {
      previewer.handlePrice()
      advance(100)
    }
    expect(questions).toHaveLength(1)
    questions[0]?.answer(preview('1'))
    await settled()
    expect(previewer.state).toMatchObject({ kind: 'answered', current: true })
  })

  it('shows why the engine could not answer', async () => {
    const { previewer, questions, advance, settled } = setUp()
    previewer.setDraft(draft('1'))
    advance(150)
    questions[0]?.fail()
    await settled()
    expect(previewer.state).toMatchObject({ kind: 'failed', fault: { code: 'PRICE_UNAVAILABLE' } })
  })

  it('asks nothing while the form has faults', () => {
    const { previewer, questions, advance } = setUp()
    previewer.setDraft(draft('1'))
    previewer.setDraft(undefined)
    previewer.handlePrice()
    advance(5000)
    expect(questions).toHaveLength(0)
    expect(previewer.state).toEqual({ kind: 'none' })
  })

  it('leaves no timer behind', () => {
    const { previewer, pendingTimers } = setUp()
    previewer.setDraft(draft('1'))
    previewer.dispose()
    expect(pendingTimers()).toBe(0)
  })
})
