/** Where a client finds each part of the venue. */
export interface VenueAddresses {
  readonly rest: string
  readonly spotStreams: string
  readonly futuresStreams: string
  readonly spotWsApi: string
  readonly futuresWsApi: string
}

export function addressesOf(port: number): VenueAddresses {
  const http = `http://127.0.0.1:${port}`
  const ws = `ws://127.0.0.1:${port}`
  return {
    rest: http,
    // ccxt tells spot from futures by "/stream" in the address.
    spotStreams: `${ws}/stream/ws`,
    futuresStreams: `${ws}/fstream/ws`,
    spotWsApi: `${ws}/ws-api/v3`,
    futuresWsApi: `${ws}/ws-fapi/v1`,
  }
}
