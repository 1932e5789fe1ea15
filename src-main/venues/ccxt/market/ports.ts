import type { MarketEvent } from '../../../domain/index.ts'
import type { ExchangeConnection } from '../connection/exchange-connection.ts'
import type { StreamPorts } from '../streams/ports.ts'

/** What of a connection the market side needs. */
export type MarketConnection = Pick<
  ExchangeConnection,
  'profile' | 'exchange' | 'request' | 'venueNowMs' | 'dropSockets' | 'measureClock' | 'status'
>

/** What every part of the market side stands on. */
export interface MarketParts {
  readonly connection: MarketConnection
  readonly ports: StreamPorts
  readonly emit: (event: MarketEvent) => void
}
