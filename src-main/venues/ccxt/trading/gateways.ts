import { VenueError } from '../connection/venue-error.ts'
import type { VenueProfile } from '../profiles/venue-profile.ts'
import type { BinanceGatewayParts } from './binance/gateway-parts.ts'
import { SpotGateway } from './binance/spot-gateway.ts'
import { UsdmGateway } from './binance/usdm-gateway.ts'
import type { OrderGateway } from './order-gateway.ts'

/** @returns How orders go to that exchange. @throws VenueError where that is not known. */
export function openGateway({ exchange, label }: VenueProfile, parts: BinanceGatewayParts): OrderGateway {
  switch (exchange) {
    case 'binance':
      return new SpotGateway(parts)
    case 'binanceusdm':
      return new UsdmGateway(parts)
    default:
      throw new VenueError({
        kind: 'refused',
        what: `Orders cannot be sent to ${label} yet.`,
        advice: 'Use it for prices, and trade on paper or at Binance.',
        isOutcomeUnknown: false,
      })
  }
}
