import { z } from 'zod'
import { type AskedConnection, askVenue } from './ask-venue.ts'
import type { KeyFacts } from './key-facts.ts'

/** https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/data-api/get-api-key-permissions */
const KeyPermissions = z.looseObject({
  can_view: z.boolean(),
  can_trade: z.boolean(),
  /** Sends funds, on and off the exchange. */
  can_transfer: z.boolean(),
})

/** What Coinbase says of the key; addresses and end it does not say. @throws VenueError, EndpointError */
export async function readCoinbaseKey(connection: AskedConnection): Promise<KeyFacts> {
  const endpoint = { api: ['v3', 'private'], path: 'brokerage/key_permissions', cost: 1 }
  const permissions = await askVenue(connection, endpoint, KeyPermissions)
  return {
    canRead: permissions.can_view,
    canTrade: permissions.can_trade,
    canWithdraw: permissions.can_transfer,
    ipRestricted: null,
    expiresAtMs: null,
  }
}
