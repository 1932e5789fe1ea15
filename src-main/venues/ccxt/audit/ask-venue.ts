import type { z } from 'zod'
import type { ExchangeConnection } from '../connection/exchange-connection.ts'
import { VenueError } from '../connection/venue-error.ts'
import type { VenueRequest } from '../connection/venue-request.ts'

/** An endpoint as ccxt names it; cost in its units. */
export interface VenueEndpoint {
  readonly api: string | readonly string[]
  readonly path: string
  readonly cost: number
}

/** The connection as far as a key is asked about. */
export type AskedConnection = Pick<ExchangeConnection, 'profile' | 'request'>

const REQUEST: VenueRequest = { name: 'ask what the key may do', urgency: 'interface' }

/** Asks an endpoint that ccxt has no method of its own for. @throws VenueError, also where the answer is none; EndpointError */
export async function askVenue<Schema extends z.ZodType>(
  connection: AskedConnection,
  { api, path, cost }: VenueEndpoint,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const answer: unknown = await connection.request(REQUEST, async (exchange) =>
    exchange.request(path, api, 'GET', {}, undefined, undefined, { cost }),
  )
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new VenueError({
    kind: 'unreadable',
    what: `The venue's answer to the request to ${REQUEST.name} cannot be read.`,
    advice: 'Check that the addresses of the account lead to the venue.',
    isOutcomeUnknown: false,
  })
}
