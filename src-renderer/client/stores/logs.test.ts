import { describe, expect, it } from 'vitest'
import type { LogLineView } from '../../../src-contract/index.ts'
import { addOlder, createLogStore, keepLogs, MOST_LOG_LINES } from './logs.ts'

const line = (seq: number, startedAtMs = 0): LogLineView => ({
  seq,
  timeMs: startedAtMs + seq,
  level: 'info',
  component: 'risk',
  message: `line ${seq}`,
  fields: {},
})
const lines = (from: number, to: number): LogLineView[] =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index))

function kept() {
  const store = createLogStore()
  const shown = () =>
    store.getState().items.map((item) => (item.kind === 'line' ? item.line.seq : `${item.count} skipped`))
  return { store, handler: keepLogs(store, 'info'), shown }
}

describe('log lines', () => {
  it('are those of the snapshot and all since; with the first one, none can be older', () => {
    const { store, handler, shown } = kept()
    handler.snapshot(lines(1, 2))
    handler.deltas([line(3)])
    expect(shown()).toEqual([1, 2, 3])
    expect(store.getState()).toMatchObject({ loaded: true, level: 'info', complete: true })
  })

  it('say where the engine left some out', () => {
    const { handler, shown } = kept()
    handler.snapshot(lines(1, 2))
    handler.deltas([line(9)], 6)
    expect(shown()).toEqual([1, 2, '6 skipped', 9])
  })

  it('go on after a pause where the snapshot joins, and begin anew where it does not', () => {
    const { handler, shown } = kept()
    handler.snapshot(lines(1, 4))
    handler.snapshot(lines(3, 6))
    expect(shown()).toEqual([1, 2, 3, 4, 5, 6])
    handler.snapshot(lines(9, 10))
    expect(shown()).toEqual([9, 10])
  })

  it('begin anew with an engine that counts from one again', () => {
    const { handler, shown } = kept()
    handler.snapshot(lines(1, 4))
    handler.snapshot([line(1, 90), line(4, 90), line(5, 90)])
    expect(shown()).toEqual([1, 4, 5])
    expect(shown()).toHaveLength(3)
  })

  it('of another level replace them', () => {
    const { store, handler, shown } = kept()
    handler.snapshot(lines(1, 4))
    keepLogs(store, 'debug').snapshot(lines(3, 5))
    expect(shown()).toEqual([3, 4, 5])
    expect(store.getState().level).toBe('debug')
  })

  it('lose the oldest when there are too many, but not while somebody reads them', () => {
    const { store, handler, shown } = kept()
    handler.snapshot(lines(1, MOST_LOG_LINES))
    handler.deltas([line(MOST_LOG_LINES + 1)])
    expect(shown()[0]).toBe(2)
    store.setState({ held: true })
    handler.deltas([line(MOST_LOG_LINES + 2)])
    expect(shown()[0]).toBe(2)
    store.setState({ held: false })
    handler.deltas([line(MOST_LOG_LINES + 3)])
    expect(shown()[0]).toBe(4)
  })

  it('take older ones before them until there are none', () => {
    const { store, handler, shown } = kept()
    handler.snapshot(lines(5, 6))
    addOlder(store, [line(5), line(4), line(2)])
    expect(shown()).toEqual([2, 4, 5, 6])
    expect(store.getState().complete).toBe(false)
    addOlder(store, [])
    expect(store.getState().complete).toBe(true)
  })

  it('say why there are none', () => {
    const { store, handler } = kept()
    handler.refused?.('FORBIDDEN', 'not with this role')
    expect(store.getState()).toMatchObject({ loaded: true, refusal: 'not with this role' })
  })
})
