import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AlertView } from '../../src-contract/index.ts'
import { ManualClock, type TimeMs } from '../base/index.ts'
import { REPEAT_MS } from './alert-announcer.ts'
import { AlertBook, REOPEN_WITHIN_MS } from './alert-book.ts'
import type { AlertCause, AlertCode } from './alert-cause.ts'
import type { AlertChange } from './alert-ports.ts'
import { causeOf, failOnError } from './testing/alert-causes.ts'

const ALL = { standingOnly: false, limit: 10_000 }
const STANDING = { standingOnly: true, limit: 10_000 }
const KEY = { code: 'FEED_STALE', subject: 'simulated:BTC-PERP' } as const

function rig(keptOthers?: number) {
  const clock = new ManualClock(1_000_000)
  const book = new AlertBook({ clock, onError: failOnError, ...(keptOthers === undefined ? {} : { keptOthers }) })
  const changes: AlertChange[] = []
  book.onChange((change) => changes.push(change))
  const told = (): string[] => changes.splice(0).map(({ kind, alert }) => `${kind} ${alert.code} ${alert.count}`)
  return { clock, book, changes, told }
}

/** Time goes on while the book works. */
class RunningClock extends ManualClock {
  override nowMs(): TimeMs {
    this.advanceBy(1)
    return super.nowMs()
  }
}

describe('AlertBook', () => {
  it('knows what is over at once by its two times, which are one, however the clock runs meanwhile', () => {
    const book = new AlertBook({ clock: new RunningClock(1_000_000), onError: failOnError })
    const { raisedAtMs, resolvedAtMs } = book.note(causeOf({ code: 'PRICE_REACHED' }))
    expect(resolvedAtMs).toBe(raisedAtMs)
  })

  it('raises a cause once and counts it while it stands', () => {
    const { clock, book } = rig()
    const first = book.raise(causeOf())
    clock.advanceBy(5_000)
    const second = book.raise(causeOf({ detail: 'The newest price came 17 s ago.' }))
    expect(book.list(ALL)).toEqual([second])
    expect(second).toMatchObject({
      alertId: first.alertId,
      count: 2,
      raisedAtMs: 1_000_000,
      lastAtMs: 1_005_000,
      detail: 'The newest price came 17 s ago.',
      resolvedAtMs: null,
    })
  })

  it('keeps causes with another code or subject apart', () => {
    const { book } = rig()
    book.raise(causeOf())
    book.raise(causeOf({ subject: 'simulated:ETH-PERP' }))
    book.raise(causeOf({ code: 'COMPONENT_DEGRADED' }))
    expect(book.list(STANDING)).toHaveLength(3)
    expect(book.standingOf('FEED_STALE').map(({ subject }) => subject)).toEqual([
      'simulated:BTC-PERP',
      'simulated:ETH-PERP',
    ])
  })

  it('resolves a cause that stands and says nothing of one that does not', () => {
    const { clock, book, told } = rig()
    book.raise(causeOf())
    clock.advanceBy(100)
    expect(book.resolve(KEY)).toMatchObject({ resolvedAtMs: 1_000_100 })
    expect(book.resolve(KEY)).toBeUndefined()
    expect(book.isStanding(KEY)).toBe(false)
    expect(told()).toEqual(['raised FEED_STALE 1', 'resolved FEED_STALE 1'])
  })

  it('goes on with an alert that comes back at once, and opens another one later', () => {
    const { clock, book } = rig()
    const first = book.raise(causeOf())
    book.acknowledge(first.alertId)
    book.resolve(KEY)
    clock.advanceBy(REOPEN_WITHIN_MS - 1)
    const back = book.raise(causeOf())
    expect(back).toMatchObject({ alertId: first.alertId, count: 2, resolvedAtMs: null, acknowledgedAtMs: null })
    book.resolve(KEY)
    clock.advanceBy(REOPEN_WITHIN_MS)
    expect(book.raise(causeOf()).alertId).not.toBe(first.alertId)
  })

  it('asks to be seen again when it becomes worse, not when it comes again', () => {
    const { book } = rig()
    const { alertId } = book.raise(causeOf())
    book.acknowledge(alertId)
    expect(book.raise(causeOf()).acknowledgedAtMs).not.toBeNull()
    expect(book.raise(causeOf({ severity: 'critical' }))).toMatchObject({
      severity: 'critical',
      acknowledgedAtMs: null,
    })
  })

  it('notes what is over at once as alerts of their own that never stand', () => {
    const { book } = rig()
    const cause = causeOf({ code: 'PRICE_REACHED', severity: 'info' })
    const first = book.note(cause)
    const second = book.note(cause)
    expect(first.alertId).not.toBe(second.alertId)
    expect(first.resolvedAtMs).toBe(first.raisedAtMs)
    expect(book.list(STANDING)).toEqual([])
    expect(book.list(ALL)).toEqual([second, first])
  })

  it('still knows what stands beside a note of the same cause, and a note does not come back', () => {
    const { book } = rig()
    const standing = book.raise(causeOf())
    book.note(causeOf())
    expect(book.resolve(causeOf())?.alertId).toBe(standing.alertId)
    const noted = book.note(causeOf({ subject: 'other' }))
    expect(book.raise(causeOf({ subject: 'other' })).alertId).not.toBe(noted.alertId)
  })

  it('announces repetitions once a second, with the newest count', () => {
    const { clock, book, told } = rig()
    for (let index = 0; index < 50; index++) book.raise(causeOf())
    expect(told()).toEqual(['raised FEED_STALE 1'])
    clock.advanceBy(1_000)
    expect(told()).toEqual(['raised FEED_STALE 50'])
    clock.advanceBy(60_000)
    expect(told()).toEqual([])
    book.raise(causeOf())
    expect(told()).toEqual(['raised FEED_STALE 51'])
  })

  it('announces no repetition after the cause was gone, and what waits when it is flushed', () => {
    const { clock, book, told } = rig()
    book.raise(causeOf())
    book.raise(causeOf())
    book.resolve(KEY)
    clock.advanceBy(1_000)
    expect(told()).toEqual(['raised FEED_STALE 1', 'resolved FEED_STALE 2'])
    book.raise(causeOf({ subject: 'other' }))
    book.raise(causeOf({ subject: 'other' }))
    book.flush()
    expect(told()).toEqual(['raised FEED_STALE 1', 'raised FEED_STALE 2'])
  })

  it('acknowledges one or all, and keeps the first time', () => {
    const { clock, book, told } = rig()
    const { alertId } = book.raise(causeOf())
    book.note(causeOf({ code: 'PRICE_REACHED' }))
    book.acknowledge(alertId)
    clock.advanceBy(10)
    expect(book.acknowledge(alertId).acknowledgedAtMs).toBe(1_000_000)
    expect(book.acknowledgeAll()).toBe(1)
    expect(book.acknowledgeAll()).toBe(0)
    expect(told().filter((text) => text.startsWith('acknowledged'))).toHaveLength(2)
    expect(() => book.acknowledge('alert-x')).toThrow(expect.objectContaining({ code: 'UNKNOWN_ALERT' }))
  })

  it('keeps all that stand and the newest of the others', () => {
    const { book, changes } = rig(3)
    for (let index = 0; index < 5; index++) book.raise(causeOf({ subject: `stands ${index}` }))
    const notes = Array.from({ length: 6 }, (_, index) => book.note(causeOf({ subject: `note ${index}` })))
    expect(book.list(STANDING)).toHaveLength(5)
    expect(book.recent(2).map(({ subject }) => subject)).toEqual([
      'note 5',
      'note 4',
      ...[4, 3, 2, 1, 0].map((index) => `stands ${index}`),
    ])
    expect(book.all()).toHaveLength(8)
    const dropped = changes.filter(({ kind }) => kind === 'dropped').map(({ alert }) => alert.alertId)
    expect(dropped).toEqual(notes.slice(0, 3).map(({ alertId }) => alertId))
    book.resolve({ code: 'FEED_STALE', subject: 'stands 0' })
    expect(book.all().map(({ subject }) => subject)).not.toContain('stands 0')
  })

  it('lists newest first, as many as asked for', () => {
    const { book } = rig()
    for (const subject of ['a', 'b', 'c']) book.note(causeOf({ subject }))
    expect(book.list({ standingOnly: false, limit: 2 }).map(({ subject }) => subject)).toEqual(['c', 'b'])
  })

  it('resolves after a restart what was not reported again, except what has an end of its own', () => {
    const before = rig()
    for (const subject of ['gone', 'still', 'own end']) before.book.raise(causeOf({ subject }))
    const { clock, book, told } = rig()
    clock.advanceBy(60_000)
    book.restore(before.book.all())
    expect(told()).toEqual(Array(3).fill('restored FEED_STALE 1'))
    book.raise(causeOf({ subject: 'still' }))
    book.settle(({ subject }) => subject === 'own end')
    expect(book.list(STANDING).map(({ subject, count }) => [subject, count])).toEqual([
      ['own end', 1],
      ['still', 2],
    ])
    book.settle(() => false)
    expect(book.list(STANDING)).toHaveLength(2)
  })

  it('joins what this run has raised already with what stood before it', () => {
    const before = rig()
    const old = before.book.raise(causeOf())
    before.book.acknowledge(old.alertId)
    const { clock, book } = rig()
    clock.advanceBy(60_000)
    const early = book.raise(causeOf())
    book.restore(before.book.all())
    expect(book.all()).toEqual([{ ...early, raisedAtMs: old.raisedAtMs, acknowledgedAtMs: old.raisedAtMs, count: 2 }])
    book.settle(() => false)
    expect(book.isStanding(KEY)).toBe(true)
  })
})

type Step =
  | { readonly kind: 'raise' | 'note'; readonly cause: AlertCause }
  | { readonly kind: 'resolve'; readonly code: AlertCode; readonly subject: string | null }
  | { readonly kind: 'acknowledge'; readonly pick: number }
  | { readonly kind: 'acknowledgeAll' }
  | { readonly kind: 'wait'; readonly ms: number }

const code = fc.constantFrom<AlertCode>('FEED_STALE', 'COMPONENT_FAULTED', 'TRADING_HALTED')
const subject = fc.constantFrom(null, 'a', 'b')
const severity = fc.constantFrom('info' as const, 'warning' as const, 'critical' as const)
const cause = fc.record({ code, subject, severity }).map((partial) => causeOf(partial))
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('raise' as const, 'note' as const), cause }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('resolve' as const), code, subject }) },
  fc.record({ kind: fc.constant('acknowledge' as const), pick: fc.nat(20) }),
  fc.record({ kind: fc.constant('acknowledgeAll' as const) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 900, 1_000, 59_999, 60_000, 100_000) }),
)

function take(step: Step, { book, clock }: { book: AlertBook; clock: ManualClock }): void {
  switch (step.kind) {
    case 'raise':
    case 'note':
      book[step.kind](step.cause)
      return
    case 'resolve':
      book.resolve(step)
      return
    case 'acknowledge': {
      const alert = book.all()[step.pick]
      if (alert) book.acknowledge(alert.alertId)
      return
    }
    case 'acknowledgeAll':
      book.acknowledgeAll()
      return
    case 'wait':
      clock.advanceBy(step.ms)
      return
    default:
      throw new Error('no such step')
  }
}

const keyOf = ({ code: alertCode, subject: about }: AlertView): string => `${alertCode} ${about}`

describe('AlertBook, whatever happens', () => {
  const KEPT = 4

  it('has one standing alert for each cause that was raised last and never more than are kept', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { book, clock } = rig(KEPT)
        const standing = new Map<string, number>()
        for (const each of steps) {
          if (each.kind === 'raise') {
            const key = `${each.cause.code} ${each.cause.subject}`
            standing.set(key, (standing.get(key) ?? 0) + 1)
          }
          if (each.kind === 'resolve') standing.delete(`${each.code} ${each.subject}`)
          take(each, { book, clock })
          const alerts = book.list(STANDING)
          expect(new Set(alerts.map(keyOf))).toEqual(new Set(standing.keys()))
          expect(alerts).toHaveLength(standing.size)
          for (const alert of alerts) expect(alert.count).toBeGreaterThanOrEqual(standing.get(keyOf(alert)) ?? 0)
          expect(book.all().length - alerts.length).toBeLessThanOrEqual(KEPT)
        }
      }),
    )
  })

  it('keeps times in order: raised, then come last, then resolved and acknowledged', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { book, clock } = rig()
        for (const each of steps) take(each, { book, clock })
        for (const alert of book.all()) {
          expect(alert.lastAtMs).toBeGreaterThanOrEqual(alert.raisedAtMs)
          expect(alert.resolvedAtMs ?? Infinity).toBeGreaterThanOrEqual(alert.lastAtMs)
          expect(alert.acknowledgedAtMs ?? Infinity).toBeGreaterThanOrEqual(alert.raisedAtMs)
        }
      }),
    )
  })

  it('tells a listener everything that it needs to hold the same alerts', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { book, clock } = rig(KEPT)
        const followed = new Map<string, AlertView>()
        book.onChange(({ kind, alert }) => {
          if (kind === 'dropped') followed.delete(alert.alertId)
          else followed.set(alert.alertId, alert)
        })
        for (const each of steps) take(each, { book, clock })
        book.flush()
        const byId = (left: AlertView, right: AlertView): number => left.alertId.localeCompare(right.alertId)
        expect([...followed.values()].toSorted(byId)).toEqual(book.all().toSorted(byId))
      }),
    )
  })

  it('announces a cause at most once a second beside what is news', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { book, clock } = rig()
        const told = new Map<string, { atMs: number; alert: AlertView }>()
        const pausesMs: number[] = []
        book.onChange(({ kind, alert }) => {
          const before = told.get(alert.alertId)
          told.set(alert.alertId, { atMs: clock.nowMs(), alert })
          if (kind !== 'raised' || before === undefined) return
          const isRepetition = before.alert.resolvedAtMs === null && before.alert.severity === alert.severity
          if (isRepetition) pausesMs.push(clock.nowMs() - before.atMs)
        })
        for (const each of steps) take(each, { book, clock })
        expect(pausesMs.filter((pauseMs) => pauseMs < REPEAT_MS)).toEqual([])
      }),
    )
  })
})
