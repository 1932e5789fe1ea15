import { useStatus } from './react.tsx'

/** Name of the account that is shown, where the engine trades on others beside it; undefined where it is the only one. */
export function useAccountAmongOthers(): string | undefined {
  return useStatus(({ account, tradedAccounts }) => (tradedAccounts.length > 1 ? account : undefined))
}
