/** Keys of venues that were given by the environment, by the names of their variables. Never shown, never logged. */
export type KeyVariables = Readonly<Record<string, string>>

/** What a venue knows an account by, and the ending of the variable that may hold it. */
const ENDINGS = { 'api-key': '_API_KEY', secret: '_SECRET_KEY', passphrase: '_PASSPHRASE' } as const
/** Part of what a venue knows an account by, as it ends the name of the secret. */
export type KeyPart = keyof typeof ENDINGS

/**
 * Name of the variable that may hold a part of the keys of every account at the exchange, such as `BINANCE_API_KEY` for
 * `binance` and `binance-usdm`: markets of one exchange share its first word.
 */
export function keyVariable(venueId: string, part: KeyPart): string {
  const [exchange = ''] = venueId.split('-')
  return exchange.toUpperCase() + ENDINGS[part]
}

/** Takes the keys of these venues out of the environment given, so that nothing started from here on inherits them. */
export function takeKeyVariables(environment: NodeJS.ProcessEnv, venueIds: readonly string[]): KeyVariables {
  const parts = Object.keys(ENDINGS) as KeyPart[]
  const names = new Set(venueIds.flatMap((venueId) => parts.map((part) => keyVariable(venueId, part))))
  const taken: Record<string, string> = {}
  for (const name of names) {
    const value = environment[name]
    delete environment[name]
    if (value) taken[name] = value
  }
  return taken
}
