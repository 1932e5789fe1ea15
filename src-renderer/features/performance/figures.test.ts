import { describe, expect, it } from 'vitest'
import { type FigureView, PerformanceRow } from '../../../src-contract/index.ts'
import { FIGURES, figureOf, figureText, figureTone } from './figures.ts'

const some: FigureView = { value: 2, reason: null }
const ROW: PerformanceRow = {
  key: 'all',
  label: 'All',
  count: some,
  winRate: some,
  profitFactor: some,
  expectancy: some,
  expectancyR: some,
  averageWin: some,
  averageLoss: some,
  payoff: some,
  sharpe: { value: null, reason: 'needs 30 days' },
  sortino: some,
  calmar: some,
  maxDrawdown: some,
  drawdownDays: some,
  exposure: some,
  maeMedian: some,
  mfeMedian: some,
  bestStreak: some,
  worstStreak: some,
  realised: '100',
  fees: '4.5',
  funding: '-0.5',
}

describe('figures', () => {
  it('are all that the engine gives, and the net of it', () => {
    const shown = FIGURES.map(([id]) => id).toSorted((left, right) => left.localeCompare(right))
    const given = [...Object.keys(PerformanceRow.shape).filter((key) => key !== 'key' && key !== 'label'), 'net']
    expect(shown).toEqual(given.toSorted((left, right) => left.localeCompare(right)))
  })

  it('are net of fees and with funding', () => {
    expect(figureOf(ROW, 'net').value).toBe(95)
    expect(figureOf(ROW, 'fees').value).toBe(-4.5)
    expect(figureOf({ ...ROW, fees: '0' }, 'fees').value).toBe(0)
  })

  it('are a question mark with a reason where there is none', () => {
    expect(figureOf(ROW, 'sharpe')).toEqual({ value: null, reason: 'needs 30 days' })
    expect(figureText({ value: null }, 'ratio')).toBe('?')
  })

  it('are written in their kind', () => {
    expect(figureText({ value: 3 }, 'count')).toBe('3')
    expect(figureText({ value: 0.5 }, 'percent')).toBe('50.00\u2009%')
    expect(figureText({ value: 1.456 }, 'ratio')).toBe('1.46')
    expect(figureText({ value: 12.5 }, 'money')).toBe('+12.50')
    expect(figureText({ value: -0.4 }, 'multiple')).toBe('\u22120.40R')
    expect(figureText({ value: 1.25 }, 'days')).toBe('1.3')
  })

  it('have a colour only where the sign means profit or loss', () => {
    expect(figureTone({ value: -1 }, 'money')).toBe('down')
    expect(figureTone({ value: 1 }, 'multiple')).toBe('up')
    expect(figureTone({ value: 1 }, 'ratio')).toBe('')
  })
})
