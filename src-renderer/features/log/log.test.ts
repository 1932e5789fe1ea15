import { afterEach, describe, expect, it } from 'vitest'
import type { LogLineView } from '../../../src-contract/index.ts'
import type { LogItem } from '../../client/index.ts'
import { setFormatSettings } from '../../ui/index.ts'
import { lineMatches, readFilter } from './log-filter.ts'
import { fieldsText, lineText, logClock } from './log-text.ts'
import { shownLines } from './shown-lines.ts'
import { withDays } from './with-days.ts'

afterEach(() => setFormatSettings({ timeZone: 'UTC' }))

const line = (change: Partial<LogLineView> = {}): LogLineView => ({
  seq: 1,
  timeMs: Date.UTC(2026, 10, 20, 14, 57, 11, 42),
  level: 'warn',
  component: 'market-data',
  message: 'Book gap at http://venue/book',
  fields: { symbol: 'SOL-PERP', reason: 'no price yet', from: 88_120_391, nested: { depth: 5 } },
  ...change,
})
const matches = (query: string, component?: string): boolean => lineMatches(line(), readFilter(query, component))

describe('the filter of the log', () => {
  it.each([
    ['', true],
    ['book', true],
    ['BOOK sol-perp', true],
    ['book missing', false],
    ['symbol:sol', true],
    ['symbol:btc', false],
    ['reason:"no price"', true],
    ['reason:"price no"', false],
    ['"gap at"', true],
    ['"at gap"', false],
    ['http://venue', true],
    ['other:sol', false],
    ['level:warn', true],
    ['component:market', true],
    ['component:risk', false],
    ['message:gap', true],
    ['from:88120391', true],
    ['nested:5', true],
    ['reason=', true],
    ['"no pri', true],
  ])('%s: %s', (query, expected) => {
    expect(matches(query)).toBe(expected)
  })

  it('takes a component by its whole name', () => {
    expect([matches('', 'market-data'), matches('', 'market'), matches('btc', 'market-data')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('a line of the log', () => {
  it('says its moment to the millisecond in the zone of the window', () => {
    setFormatSettings({ timeZone: 'Europe/Berlin' })
    expect(logClock(line().timeMs)).toBe('15:57:11.042')
  })

  it('is plain text for files, with all its fields', () => {
    expect(lineText(line({ fields: { symbol: 'SOL-PERP', reason: 'no price' } }))).toBe(
      '2026-11-20 14:57:11.042 WARN  market-data: Book gap at http://venue/book symbol=SOL-PERP reason="no price"',
    )
    expect(lineText(line({ component: null, level: 'info', message: 'started', fields: {} }))).toBe(
      '2026-11-20 14:57:11.042 INFO  started',
    )
    expect(fieldsText({ a: null, b: ['x'], c: '' })).toBe('a=null b=["x"] c=""')
  })
})

describe('the lines that are shown', () => {
  const items: LogItem[] = [
    { kind: 'line', id: 'line 1', line: line() },
    { kind: 'skipped', id: 'before 9', count: 7 },
    { kind: 'line', id: 'line 9', line: line({ component: 'risk' }) },
    { kind: 'line', id: 'line 10', line: line() },
  ]
  const ids = (shown: readonly LogItem[]): string[] => shown.map(({ id }) => id)

  it('are those that pass the filter, and the places where some are missing', () => {
    const shown = shownLines(items, readFilter('', 'risk'), undefined)
    expect([ids(shown.items), shown.waiting, shown.all]).toEqual([['before 9', 'line 9'], 0, 3])
  })

  it('end where the list was stopped; what came since is counted, if it passes', () => {
    const all = shownLines(items, readFilter('', undefined), 'before 9')
    expect([ids(all.items), all.waiting]).toEqual([['line 1', 'before 9'], 2])
    expect(shownLines(items, readFilter('', 'risk'), 'before 9').waiting).toBe(1)
  })

  it('are all again where the place of the stop is gone', () => {
    expect(shownLines(items, readFilter('', undefined), 'line 0').items).toHaveLength(4)
  })
})

describe('the days of the log', () => {
  const at = (id: string, timeMs: number): LogItem => ({ kind: 'line', id, line: line({ timeMs }) })
  const skipped: LogItem = { kind: 'skipped', id: 's', count: 3 }
  const shown = (items: readonly LogItem[]) => withDays(items).map((item) => (item.kind === 'day' ? item.day : item.id))
  const lateUtc = Date.UTC(2026, 10, 20, 23, 59, 59, 999)

  it('stand before the first line of each day after the first', () => {
    const items = [at('a', lateUtc - 1), at('b', lateUtc), skipped, at('c', lateUtc + 1), at('d', lateUtc + 2)]
    expect(shown(items)).toEqual(['a', 'b', 's', '2026-11-21', 'c', 'd'])
    expect(shown([])).toEqual([])
  })

  it('are those of the zone of the window', () => {
    setFormatSettings({ timeZone: 'Asia/Kolkata' })
    const midnight = Date.UTC(2026, 10, 20, 18, 30)
    expect(shown([at('a', midnight - 1), at('b', midnight), at('c', lateUtc + 1)])).toEqual([
      'a',
      '2026-11-21',
      'b',
      'c',
    ])
  })
})
