import type { EngineConfig } from './engine-config.ts'

/** One of the accounts that the engine trades on. */
export interface DeskName {
  readonly account: string
  readonly isFirst: boolean
}

/** The configuration as it is for one account: orders go there, and of the strategies those run that name it. */
export function deskConfig(config: EngineConfig, { account, isFirst }: DeskName): EngineConfig {
  const strategies = Object.fromEntries(
    Object.entries(config.strategies).map(([id, settings]) => {
      const isHere = settings.account === account || (isFirst && settings.account === '')
      return [id, isHere ? settings : { ...settings, enabled: false }]
    }),
  )
  return { ...config, strategies, trading: { ...config.trading, account } }
}

/** What a strategy's settings name, so that it runs on that account: nothing for the first one, whatever it is called. */
export function strategyAccount({ account, isFirst }: DeskName): string {
  return isFirst ? '' : account
}

/** Name of the other account that the strategy runs on; null where it runs on this one, or on none. */
export function runsElsewhere({ strategies, trading }: EngineConfig, strategy: string, here: DeskName): string | null {
  const settings = strategies[strategy]
  if (settings === undefined || !settings.enabled) return null
  const account = settings.account === '' ? trading.account : settings.account
  return account === here.account ? null : account
}

/** Why the first account cannot be traded on now; undefined where it can. What trades on the others was decided at the start. */
export function firstAccountFault(first: string, others: readonly string[]): string | undefined {
  if (!others.includes(first)) return undefined
  return `The account ${first} is one of the other accounts that the engine has traded on since its start. Restart the engine to make it the first one.`
}
