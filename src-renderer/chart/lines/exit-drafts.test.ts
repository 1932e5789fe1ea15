import { describe, expect, it } from 'vitest'
import type { PositionView, ProtectPositionInput, ProtectPreviewView } from '../../../src-contract/index.ts'
import { createExitDrafts, type ExitDraft, exitHasEnded } from './exit-drafts.ts'

const STOP = { positionId: 'p1', leg: 'stopLoss' } as const
const TARGET = { positionId: 'p1', leg: 'takeProfit' } as const

const position = (over: Partial<PositionView> = {}): PositionView =>
  ({ positionId: 'p1', stopPrice: '90.0', targetPrice: '120.0', ...over }) as PositionView

const answer = (profitAtStop: string): ProtectPreviewView => ({
  accepted: true,
  denial: null,
  profitAtStop,
  profitAtTarget: null,
  rewardToRisk: 2,
})

/** Drafts over an engine that answers when it is told to. */
function setUp({ confirmFirst = true } = {}) {
  const asked: ProtectPositionInput[] = []
  const sent: ProtectPositionInput[] = []
  const refused: ExitDraft[] = []
  const timers = new Map<() => void, number>()
  const answers: ((preview: ProtectPreviewView) => void)[] = []
  const results: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = []
  const drafts = createExitDrafts({
    preview: (input) => {
      asked.push(input)
      return new Promise((resolve) => answers.push(resolve))
    },
    protect: (input) => {
      sent.push(input)
      return new Promise<void>((resolve, reject) => results.push({ resolve, reject }))
    },
    confirmFirst: () => confirmFirst,
    onRefused: (draft) => refused.push(draft),
    after: (delayMs, callback) => {
      timers.set(callback, delayMs)
      return () => timers.delete(callback)
    },
  })
  const elapse = async (): Promise<void> => {
    const due = [...timers.keys()]
    timers.clear()
    for (const callback of due) callback()
    await settled()
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  const phases = (): string[] =>
    [...drafts.store.getState().drafts.values()].map(({ draftId, price, phase }) => `${draftId} ${price} ${phase}`)
  return { drafts, asked, sent, refused, answers, results, elapse, settled, phases }
}

describe('a stop that is dragged', () => {
  it('waits for its confirmation, is sent, and goes once it is fact', async () => {
    const { drafts, sent, results, settled, phases } = setUp()
    drafts.move(STOP, '95.0', 'dragged')
    drafts.move(STOP, '96.0', 'dragged')
    expect([phases(), sent]).toEqual([['p1/stopLoss 96.0 dragged'], []])
    drafts.drop('p1/stopLoss', '90.0')
    expect([phases(), sent]).toEqual([['p1/stopLoss 96.0 projected'], []])
    void drafts.confirm('p1/stopLoss')
    expect(sent).toEqual([{ positionId: 'p1', stopPrice: '96.0' }])
    results[0]?.resolve()
    await settled()
    drafts.settle(exitHasEnded([position()]))
    expect(phases()).toEqual(['p1/stopLoss 96.0 sent'])
    drafts.settle(exitHasEnded([position({ stopPrice: '96' })]))
    expect(phases()).toEqual([])
  })

  it('is sent at once where nothing is to be confirmed', () => {
    const { drafts, sent } = setUp({ confirmFirst: false })
    drafts.move(TARGET, '125.0', 'dragged')
    drafts.drop('p1/takeProfit', '120.0')
    expect(sent).toEqual([{ positionId: 'p1', targetPrice: '125.0' }])
  })

  it('is forgotten when it is dropped where it was, or given up', () => {
    const { drafts, sent, phases } = setUp({ confirmFirst: false })
    drafts.move(STOP, '90.0', 'dragged')
    drafts.drop('p1/stopLoss', '90')
    drafts.move(TARGET, '125.0', 'dragged')
    drafts.discard('p1/takeProfit')
    drafts.drop('p1/takeProfit', '120.0')
    expect([phases(), sent]).toEqual([[], []])
  })

  it('snaps back when the engine refuses', async () => {
    const { drafts, refused, results, settled, phases } = setUp()
    drafts.move(STOP, '95.0', 'projected')
    void drafts.confirm('p1/stopLoss')
    results[0]?.reject(new Error('DENIED'))
    await settled()
    expect(phases()).toEqual([])
    expect(refused.map(({ price }) => price)).toEqual(['95.0'])
  })

  it('cannot be moved or given up while it is on its way', () => {
    const { drafts, phases } = setUp()
    drafts.move(STOP, '95.0', 'projected')
    void drafts.confirm('p1/stopLoss')
    drafts.move(STOP, '80.0', 'dragged')
    drafts.discard('p1/stopLoss')
    expect(phases()).toEqual(['p1/stopLoss 95.0 sent'])
  })

  it('goes back to what is fact when the fact stays away', async () => {
    const { drafts, results, settled, elapse, phases } = setUp()
    drafts.move(STOP, '95.0', 'projected')
    void drafts.confirm('p1/stopLoss')
    results[0]?.resolve()
    await settled()
    await elapse()
    expect(phases()).toEqual([])
  })

  it('goes with its position', () => {
    const { drafts, phases } = setUp()
    drafts.move(STOP, '95.0', 'projected')
    drafts.settle(exitHasEnded([]))
    expect(phases()).toEqual([])
  })

  it('is one of two legs that move apart from each other', () => {
    const { drafts, phases } = setUp()
    drafts.move(STOP, '95.0', 'projected')
    drafts.move(TARGET, '130.0', 'projected')
    drafts.discard('p1/stopLoss')
    expect(phases()).toEqual(['p1/takeProfit 130.0 projected'])
  })
})

describe('the preview of a dragged stop', () => {
  it('is asked for where the pointer rests, once', async () => {
    const { drafts, asked, answers, elapse, settled } = setUp()
    for (const price of ['91.0', '92.0', '93.0']) drafts.move(STOP, price, 'dragged')
    await elapse()
    expect(asked).toEqual([{ positionId: 'p1', stopPrice: '93.0' }])
    answers[0]?.(answer('-7.10'))
    await settled()
    expect(drafts.get('p1/stopLoss')?.preview?.profitAtStop).toBe('-7.10')
  })

  it('of a price that was left in between is not shown', async () => {
    const { drafts, answers, elapse, settled } = setUp()
    drafts.move(STOP, '91.0', 'dragged')
    await elapse()
    drafts.move(STOP, '92.0', 'dragged')
    answers[0]?.(answer('-9.00'))
    await settled()
    expect(drafts.get('p1/stopLoss')?.preview).toBeUndefined()
  })
})
