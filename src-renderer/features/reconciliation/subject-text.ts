import type { DifferenceView, InstrumentView } from '../../../src-contract/index.ts'

type Instruments = ReadonlyMap<string, Pick<InstrumentView, 'symbol'>>

/** An instrument by its symbol; by its id while the instruments are not known. */
export const symbolOf = (instrumentId: string, instruments: Instruments): string =>
  instruments.get(instrumentId)?.symbol ?? instrumentId

/** Kinds that are about one order or execution: its id tells them apart. */
const NAMED: ReadonlySet<DifferenceView['kind']> = new Set([
  'unknownOrder',
  'foreignOrder',
  'lostOrder',
  'unexplainedFill',
])

/** What a difference is about: `BTC-PERP`, `BTC-PERP wh-12`, `USDT`. */
export function subjectText(
  { kind, instrumentId, subject }: Pick<DifferenceView, 'kind' | 'instrumentId' | 'subject'>,
  instruments: Instruments,
): string {
  if (instrumentId === null) return subject
  const symbol = symbolOf(instrumentId, instruments)
  return NAMED.has(kind) ? `${symbol} ${subject}` : symbol
}
