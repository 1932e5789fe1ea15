import type { AccountAtVenueView, AccountSecretView } from '../../../src-contract/index.ts'

/** Whether orders of the account go through, and what they cost. */
export type OrdersState = 'playMoney' | 'notArmed' | 'armed'

export function ordersState({ environment, armedAtMs }: AccountAtVenueView): OrdersState {
  if (environment !== 'live') return 'playMoney'
  return armedAtMs === null ? 'notArmed' : 'armed'
}

/** How the keys of an account are, in one word. */
export type KeysState = 'set' | 'missing' | 'locked' | 'unreadable' | 'environment'

/** The worst of its parts; a proxy need not be there. */
export function keysState({ secrets }: AccountAtVenueView): KeysState {
  const sources = new Set(keysOf(secrets).map(({ source }) => source))
  const worst = (['locked', 'unreadable', 'missing', 'environment'] as const).find((source) => sources.has(source))
  return worst ?? 'set'
}

/** What the venue knows the account by, without its proxy. */
export const keysOf = (secrets: readonly AccountSecretView[]): readonly AccountSecretView[] =>
  secrets.filter(({ part }) => part !== 'proxy')

/** The account can connect. */
export function hasKeys(account: AccountAtVenueView): boolean {
  const state = keysState(account)
  return state === 'set' || state === 'environment'
}
