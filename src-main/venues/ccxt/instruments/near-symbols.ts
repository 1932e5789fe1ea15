import { nearestName } from '../../../config/index.ts'
import type { Instrument } from '../../../domain/index.ts'

const MOST = 3

/** Symbols that somebody may have meant who wrote this one: of the same base, else the one that is written most alike. */
export function nearSymbols(wanted: string, instruments: readonly Pick<Instrument, 'symbol' | 'base'>[]): string[] {
  const [base = ''] = wanted.toUpperCase().split(/[-/_:]/)
  const ofBase = instruments.filter((instrument) => instrument.base === base).map(({ symbol }) => symbol)
  const nearest = nearestName(wanted, ofBase.length > 0 ? ofBase : instruments.map(({ symbol }) => symbol))
  return [...new Set([nearest, ...ofBase])].filter((symbol) => symbol !== undefined).slice(0, MOST)
}
