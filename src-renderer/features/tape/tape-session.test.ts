import { describe, expect, it } from 'vitest'
import type { TradeView } from '../../../src-contract/index.ts'
import type { EngineClient, TopicHandler } from '../../client/index.ts'
import { TapeSession } from './tape-session.ts'

const trade = (tradeSeq: number, quantity = 1): TradeView => ({
  tradeSeq,
  timeMs: tradeSeq,
  price: 100,
  quantity,
  takerSide: 'buy',
})

function setUp() {
  let handler: TopicHandler<'trades'> | undefined
  const client = {
    subscribe: (_topic: string, _params: unknown, given: TopicHandler<'trades'>) => {
      handler = given
      return () => (handler = undefined)
    },
  } as unknown as EngineClient
  const session = new TapeSession(client, 'a:1')
  const drawn: string[] = []
  session.attach({
    rows: 3,
    drawAll: (rows) => drawn.push(`all ${rows.length}`),
    draw: ({ added }) => drawn.push(`new ${added.length}`),
  })
  const end = session.watch()
  drawn.length = 0
  return { session, drawn, end, stream: () => handler }
}

describe('the session of a tape', () => {
  it('draws a snapshot whole and then what comes', () => {
    const { session, drawn, stream } = setUp()
    expect(session.state.kind).toBe('waiting')
    stream()?.snapshot([1, 2, 3, 4].map((seq) => trade(seq)))
    stream()?.deltas([trade(5), trade(6)], 7)
    expect(drawn).toEqual(['all 3', 'new 3'])
    expect(session.state.kind).toBe('shown')
  })

  it('is empty without trades, and where none is large enough', () => {
    const { session, stream } = setUp()
    stream()?.snapshot([])
    expect(session.state.kind).toBe('empty')
    stream()?.deltas([trade(1)])
    expect(session.state.kind).toBe('shown')
    session.setLeast(2)
    expect(session.state.kind).toBe('empty')
  })

  it('holds still, and draws all that came meanwhile when it goes on', () => {
    const { session, drawn, stream } = setUp()
    stream()?.snapshot([trade(1)])
    session.setHeld(true)
    stream()?.deltas([trade(2)])
    session.setHeld(false)
    expect(drawn).toEqual(['all 1', 'all 2'])
  })

  it('says why the engine refused it, and ends', () => {
    const { session, end, stream } = setUp()
    stream()?.refused?.('BAD_REQUEST', 'no')
    expect(session.state).toEqual({ kind: 'refused', code: 'BAD_REQUEST', message: 'no' })
    end()
    expect(stream()).toBeUndefined()
  })
})
