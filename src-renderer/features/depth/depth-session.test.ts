import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BookView, InstrumentView } from '../../../src-contract/index.ts'
import type { EngineClient, TopicHandler } from '../../client/index.ts'
import { DepthSession } from './depth-session.ts'
import type { Ladder } from './ladder.ts'

const instrument = { instrumentId: 'a:1', tickSize: '0.1' } as InstrumentView
const book = (bids: [number, number][], asks: [number, number][]): BookView => ({ timeMs: 1, bids, asks })

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function setUp() {
  let handler: TopicHandler<'book'> | undefined
  const client = {
    subscribe: (_topic: string, _params: unknown, given: TopicHandler<'book'>) => {
      handler = given
      return () => (handler = undefined)
    },
  } as unknown as EngineClient
  const session = new DepthSession(client, instrument)
  const drawn: Ladder[] = []
  session.attach({ draw: (ladder) => drawn.push(ladder) })
  const end = session.watch()
  return { session, drawn, end, stream: () => handler }
}

describe('the session of a book', () => {
  it('draws with every change of the levels', () => {
    const { session, drawn, stream } = setUp()
    session.setLook({ ticks: 1, rows: 1, own: [], ticketPrice: undefined })
    expect(drawn).toEqual([])
    stream()?.snapshot(book([[99.9, 1]], [[100.1, 2]]))
    stream()?.deltas([
      book([[100, 4]], []),
      book(
        [],
        [
          [100.1, 0],
          [100.2, 1],
        ],
      ),
    ])
    const tops = drawn.map(({ bids, asks }) => [bids[0]?.price, asks[0]?.price])
    expect(tops).toEqual([
      ['99.9', '100.1'],
      ['100.0', '100.2'],
    ])
  })

  it('draws when it is looked at in another way, and not after it was let go', () => {
    const { session, drawn, stream } = setUp()
    stream()?.snapshot(book([[99.9, 1]], [[100.1, 2]]))
    session.setLook({ ticks: 10, rows: 2, own: [], ticketPrice: 99 })
    expect(drawn.at(-1)?.bids.map(({ price, marked }) => [price, marked])).toEqual([
      ['99.0', true],
      ['98.0', false],
    ])
  })

  it('chooses a step that fits the book, once', () => {
    const { session, stream } = setUp()
    stream()?.snapshot(
      book(
        [
          [99, 1],
          [98, 1],
          [97, 1],
        ],
        [],
      ),
    )
    expect(session.state).toEqual({ kind: 'shown', ticks: 10 })
    stream()?.snapshot(
      book(
        [
          [99, 1],
          [98.9, 1],
        ],
        [],
      ),
    )
    expect(session.state).toEqual({ kind: 'shown', ticks: 10 })
  })

  it('waits for a book, and says so when the market has none', () => {
    const { session, stream } = setUp()
    stream()?.snapshot(book([], []))
    vi.advanceTimersByTime(2_999)
    expect(session.state.kind).toBe('waiting')
    vi.advanceTimersByTime(1)
    expect(session.state.kind).toBe('none')
    stream()?.deltas([book([[1, 1]], [])])
    expect(session.state.kind).toBe('shown')
  })

  it('says why the engine refused it', () => {
    const { session, stream } = setUp()
    stream()?.refused?.('UNKNOWN_INSTRUMENT', 'no such instrument')
    expect(session.state).toEqual({ kind: 'refused', code: 'UNKNOWN_INSTRUMENT', message: 'no such instrument' })
  })

  it('ends its subscription', () => {
    const { end, stream } = setUp()
    end()
    expect(stream()).toBeUndefined()
  })
})
