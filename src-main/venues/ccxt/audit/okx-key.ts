import { z } from 'zod'
import { type AskedConnection, askVenue } from './ask-venue.ts'
import type { KeyFacts } from './key-facts.ts'

/** https://www.okx.com/docs-v5/en/#trading-account-rest-api-get-account-configuration */
const AccountConfiguration = z.looseObject({
  data: z.tuple([
    z.looseObject({
      /** Such as "read_only,trade,withdraw". */
      perm: z.string(),
      /** Addresses that the key is bound to, with commas; empty for none. */
      ip: z.string(),
    }),
  ]),
})

/** What OKX says of the key, in demo trading too; when it ends it does not say. @throws VenueError, EndpointError */
export async function readOkxKey(connection: AskedConnection): Promise<KeyFacts> {
  const endpoint = { api: 'private', path: 'account/config', cost: 4 }
  const { data } = await askVenue(connection, endpoint, AccountConfiguration)
  const [{ perm, ip }] = data
  const rights = new Set(perm.split(',').map((right) => right.trim()))
  return {
    canRead: true,
    canTrade: rights.has('trade'),
    canWithdraw: rights.has('withdraw'),
    ipRestricted: ip.trim() !== '',
    expiresAtMs: null,
  }
}
