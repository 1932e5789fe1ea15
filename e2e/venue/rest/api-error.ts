/** A refusal in the exchange's own words: code and message as Binance documents them. */
export class ApiError extends Error {
  readonly code: number
  readonly status: number

  /** @param status HTTP status of the answer. */
  constructor(code: number, message: string, status = 400) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
  }
}

/** The refusals that are said in more than one place. */
export const refusals = {
  invalidSymbol: () => new ApiError(-1121, 'Invalid symbol.'),
  unknownOrder: () => new ApiError(-2011, 'Unknown order sent.'),
  noSuchOrder: () => new ApiError(-2013, 'Order does not exist.'),
  missing: (name: string) =>
    new ApiError(-1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`),
  malformed: (name: string) => new ApiError(-1100, `Illegal characters found in parameter '${name}'.`),
  notWanted: (name: string) => new ApiError(-1106, `Parameter '${name}' sent when not required.`),
  badPrecision: () => new ApiError(-1111, 'Precision is over the maximum defined for this asset.'),
  rejected: (message: string) => new ApiError(-2010, message),
  filter: (name: string) => new ApiError(-1013, `Filter failure: ${name}`),
} as const
