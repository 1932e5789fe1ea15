import type { Trade } from '../../../domain/index.ts'
import type { NumberedTrade } from './readers.ts'

/** The public trades of one instrument, each once. */
export interface TradeLine {
  /** Takes what the stream has brought. */
  take(trades: readonly NumberedTrade[]): void
  /** Asks the venue for what the stream may have missed. */
  resync(): Promise<void>
  /** Forgets where it stood, so that nothing is asked for that came while nobody listened. */
  stop(): void
}

export type DeliverTrade = (trade: Trade) => void
