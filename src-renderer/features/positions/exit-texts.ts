import type { PositionView, ProtectPositionInput } from '../../../src-contract/index.ts'
import { stepDecimalText } from '../../ui/index.ts'

/** Stop and target as they stand in their fields; empty means none. */
export interface ExitTexts {
  readonly stop: string
  readonly target: string
}

export type ExitFault = { readonly kind: 'notNumber' } | { readonly kind: 'offTick'; readonly nearest: string }

export interface ExitReading {
  /** The legs that are to change; a leg that stays is left out. */
  readonly input: Omit<ProtectPositionInput, 'positionId'>
  readonly faults: { readonly stop?: ExitFault; readonly target?: ExitFault }
  readonly changed: boolean
}

export const exitTextsOf = ({
  stopPrice,
  targetPrice,
}: Pick<PositionView, 'stopPrice' | 'targetPrice'>): ExitTexts => ({
  stop: stopPrice ?? '',
  target: targetPrice ?? '',
})

/** What the fields ask of the engine, against what is there now. */
export function readExits(
  texts: ExitTexts,
  now: Pick<PositionView, 'stopPrice' | 'targetPrice'>,
  tickSize: string,
): ExitReading {
  const stop = readLeg(texts.stop, now.stopPrice, tickSize)
  const target = readLeg(texts.target, now.targetPrice, tickSize)
  const input = {
    ...(stop.price !== undefined && { stopPrice: stop.price }),
    ...(target.price !== undefined && { targetPrice: target.price }),
  }
  return {
    input,
    faults: {
      ...(stop.fault !== undefined && { stop: stop.fault }),
      ...(target.fault !== undefined && { target: target.fault }),
    },
    changed: Object.keys(input).length > 0,
  }
}

interface LegReading {
  /** Undefined where the leg stays as it is, or cannot be read. */
  readonly price: string | null | undefined
  readonly fault?: ExitFault
}

function readLeg(text: string, now: string | null, tickSize: string): LegReading {
  const typed = text.trim()
  if (typed === '') return { price: now === null ? undefined : null }
  const price = Number(typed)
  if (!(price > 0) || !Number.isFinite(price)) return { price: undefined, fault: { kind: 'notNumber' } }
  if (now !== null && price === Number(now)) return { price: undefined }
  const nearest = stepDecimalText(typed, tickSize, 0)
  if (Number(nearest) !== price) return { price: undefined, fault: { kind: 'offTick', nearest } }
  return { price: nearest }
}

/** Where a leg begins that is not there yet: so far from the price as a stop or target may well be, on the tick. */
const FIRST_DISTANCE = 0.005

/** A first price for a missing leg, on its legal side of the mark. */
export function firstExitPrice(
  leg: keyof ExitTexts,
  { side, markPrice }: { readonly side: PositionView['side']; readonly markPrice: number },
  tickSize: string,
): string {
  const below = (leg === 'stop') === (side === 'long')
  return stepDecimalText(String(markPrice * (1 + (below ? -FIRST_DISTANCE : FIRST_DISTANCE))), tickSize, 0)
}
